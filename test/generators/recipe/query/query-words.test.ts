import { expect, test } from 'vitest';
import { optionValue, readWords } from '../../../../generators/recipe/query/query-words.ts';

test.each([
  ['--output=json top', 'output=json | top'],
  ['--outp json --st=1 top', 'output=json start-offset=1 | top'],
  ['-Us 64k -l1 -- -U --', 'force-share= start-offset=64k max-length=1 | -U --'],
  ['top -fraw -U', 'format=raw force-share= | top'],
  ['--context base:allocation a b', 'context=base:allocation | a b'],
])('%s', (line, expected) => {
  const { options, operands, mistake } = readWords(line.split(' '));
  const read = options.map(({ name, value }) => `${name}=${value}`).join(' ');
  expect(`${read} | ${operands.join(' ')}`).toBe(expected);
  expect(mistake).toBeUndefined();
});

test.each([
  ['--fo raw', '--fo'],
  ['--bogus --f', '--bogus'],
  ['--con base:allocation', '--con'],
  ['-Ux', '-x'],
  ['-U -s', '--start-offset without a value'],
  ['--output', '--output without a value'],
  ['--force-share=on', '--force-share with a value'],
])('%s: getopt refuses %s', (line, mistake) => expect(readWords(line.split(' ')).mistake).toBe(mistake));

test('the last value of a repeated option counts', () => {
  const words = readWords(['-s', '1', '--start-offset=2']);
  expect(optionValue(words, 'start-offset')).toBe('2');
  expect(optionValue(words, 'format')).toBeUndefined();
});

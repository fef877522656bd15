import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { misused } from '../../../../generators/arbitrary/query/misused.ts';
import { readWords } from '../../../../generators/recipe/query/query-words.ts';

const given = ['--output=json', '-s', '64k', 'top.qcow2'];
const lines = fc.sample(misused(given), { seed: 1, numRuns: 300 });

test.each<[string, (words: ReturnType<typeof readWords>) => boolean]>([
  ['an option without its argument', ({ mistake }) => mistake === '--max-length without a value'],
  ['an unknown option', ({ mistake }) => mistake === '--bogus'],
  ['an unknown letter', ({ mistake }) => mistake === '-x'],
  ['an ambiguous option', ({ mistake }) => mistake === '--o'],
  ['an argument of a flag', ({ mistake }) => mistake === '--image-opts with a value'],
  ['a value that no version knows', ({ options }) => options.some(({ value }) => value === 'xml')],
  ['two images', ({ operands }) => operands.length === 2],
  ['no image', ({ operands }) => operands.length === 0],
])('%s occurs', (_, holds) => {
  expect(lines.map(readWords).some(holds)).toBe(true);
});

test('the command line is never the given one', () => {
  expect(lines.filter(line => line.join() === given.join())).toEqual([]);
});

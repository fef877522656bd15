import { describe, expect, test } from 'vitest';
import { getopt, type OptionShape } from '../../../src/map/command/getopt.ts';

type Name = 'flag' | 'value' | 'verbose' | 'very-long';

const options: readonly OptionShape<Name>[] = [
  { name: 'flag', letter: 'f', argument: false },
  { name: 'value', letter: 'v', argument: true },
  { name: 'verbose', argument: false },
  { name: 'very-long', argument: true },
];

/** The steps of a scan, one word each: `flag`, `value=x`, or a problem and the word it quotes; then the operands. */
function scan(line: string): string {
  const words = ['name', ...line.split(' ').filter(word => word !== '')];
  const scanning = getopt(words, options);
  const steps: string[] = [];
  let step = scanning.next();
  while (step.done !== true) {
    const found = step.value;
    if (found.kind === 'problem')
      return [...steps, `${JSON.stringify(found.problem)} at ${found.word}`].join(' ');
    steps.push(found.argument === '' ? found.name : `${found.name}=${found.argument}`);
    step = scanning.next();
  }
  return [...steps, '|', ...step.value].join(' ');
}

describe('options and operands', () => {
  test.each([
    ['', '|'],
    ['a', '| a'],
    ['-f a', 'flag | a'],
    ['a -f b --value x c', 'flag value=x | a b c'],
    ['a b -f -f c', 'flag flag | a b c'],
    ['a -- -f b', '| a -f b'],
    ['a -f -- -f -- b', 'flag | a -f -- b'],
    ['--', '|'],
    ['a --', '| a'],
    ['- -f', 'flag | -'],
    ['-v -- a', 'value=-- | a'],
    ['-v -f', 'value=-f |'],
  ])('%j', (line, expected) => {
    expect(scan(line)).toBe(expected);
  });
});

describe('clusters of letters', () => {
  test.each([
    ['-ff', 'flag flag |'],
    ['-fvx', 'flag value=x |'],
    ['-fv x', 'flag value=x |'],
    ['-vff', 'value=ff |'],
    ['-v=x', 'value==x |'],
  ])('%j', (line, expected) => {
    expect(scan(line)).toBe(expected);
  });
});

describe('long names', () => {
  test.each([
    ['--value=x', 'value=x |'],
    ['--value=', 'value |'],
    ['--value=a=b', 'value=a=b |'],
    ['--va x', 'value=x |'],
    ['--fl', 'flag |'],
    ['--verb', 'verbose |'],
    ['--very=1', 'very-long=1 |'],
  ])('%j', (line, expected) => {
    expect(scan(line)).toBe(expected);
  });
});

describe('problems', () => {
  test.each([
    ['--bogus=1 a', { kind: 'unknown-option', text: '--bogus=1' }, '--bogus=1'],
    ['--flagx', { kind: 'unknown-option', text: '--flagx' }, '--flagx'],
    ['--ver', { kind: 'ambiguous', text: '--ver', candidates: ['--verbose', '--very-long'] }, '--ver'],
    ['--verbose=1', { kind: 'unwanted-argument', option: '--verbose' }, '--verbose=1'],
    ['--fl=1', { kind: 'unwanted-argument', option: '--flag' }, '--fl=1'],
    ['a --va', { kind: 'missing-argument', option: '--value' }, '--va'],
    ['-fv', { kind: 'missing-argument', option: '-v' }, '-fv'],
    ['-x', { kind: 'unknown-letter', letter: 'x' }, '-x'],
  ])('%j', (line, problem, word) => {
    expect(scan(line)).toMatch(
      new RegExp(`${JSON.stringify(problem).replace(/[[{()]/g, '\\$&')} at ${word}$`),
    );
  });

  test('a wrong letter inside a cluster quotes the word before it', () => {
    expect(scan('-xf a')).toContain('at name');
    expect(scan('a -xf')).toContain('at a');
    expect(scan('-f a -xf')).toContain('at a');
    expect(scan('-f -xf a')).toContain('at -f');
  });
});

test('under POSIXLY_CORRECT the first operand ends the options', () => {
  const scanning = getopt(['name', '-f', 'one', '-f', '--', 'two'], options, 'options first');
  expect(scanning.next().value).toMatchObject({ name: 'flag' });
  expect(scanning.next()).toEqual({ done: true, value: ['one', '-f', '--', 'two'] });
});

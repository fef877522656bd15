import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abbreviated, prefixesOf } from '../../../../generators/arbitrary/query/abbreviated.ts';

describe('prefixesOf', () => {
  // As getopt_long of the real programs: --fo and --o are ambiguous.
  test.each([
    ['format', 'form'],
    ['force-share', 'forc'],
    ['output', 'ou'],
    ['image-opts', 'i'],
    ['start-offset', 's'],
    ['max-length', 'm'],
  ])('the shortest unambiguous prefix of --%s is --%s', (option, shortest) => {
    expect(prefixesOf(option)[0]).toBe(shortest);
    expect(prefixesOf(option).at(-1)).toBe(option);
  });
});

describe('abbreviated', () => {
  const given = (option: string[]): string[] =>
    fc.sample(abbreviated(option), { seed: 1, numRuns: 500 }).map(words => words.join(' '));

  test('abbreviates long names and keeps values', () => {
    expect(new Set(given(['--output=json']))).toEqual(
      new Set(['--ou=json', '--out=json', '--outp=json', '--outpu=json', '--output=json']),
    );
    expect(given(['--max-length', '--5'])).toContain('--m --5');
  });

  test('keeps short options', () => {
    expect(new Set(given(['-s', '--1']))).toEqual(new Set(['-s --1']));
  });
});

import { expect, test } from 'vitest';
import { caseAt } from '../../../generators/arbitrary/case-at.ts';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';

const pictures = (seed: number, indexes: readonly number[]): string[] =>
  indexes.map(index => printCase(caseAt(seed, index)));

test('a case depends on nothing but its seed and index', () => {
  const forwards = pictures(7, [0, 1, 2, 3, 4]);
  expect(pictures(7, [4, 3, 2, 1, 0])).toEqual(forwards.toReversed());
  expect(pictures(7, [3])).toEqual([forwards[3]]);
});

test('neighbouring seeds and indexes, great ones too, give cases of their own', () => {
  const numbers = [0, 1, 2, -1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
  const all = numbers.flatMap(seed => pictures(seed, numbers));
  // Small cases coincide now and then; words of the state that ignored a number would halve the set.
  expect(new Set(all).size).toBeGreaterThan(all.length * 0.9);
});

test.each([
  [0.5, 0],
  [0, 2 ** 53],
  [Number.NaN, 0],
])('seed %d, index %d is refused', (seed, index) => {
  expect(() => caseAt(seed, index)).toThrow(RangeError);
});

import { describe, expect, test } from 'vitest';
import { deBruijnWord } from '../../../generators/sweep/de-bruijn.ts';

describe('deBruijnWord', () => {
  test.each([
    [1, 3],
    [2, 1],
    [2, 4],
    [3, 2],
    [3, 3],
    [7, 2],
    [5, 4],
  ])('over %i letters has every sequence of %i exactly once', (letters, length) => {
    const word = [...deBruijnWord(letters, length)];
    const sequences = word
      .slice(0, word.length - length + 1)
      .map((_, at) => word.slice(at, at + length).join());
    expect(sequences).toHaveLength(letters ** length);
    expect(new Set(sequences).size).toBe(letters ** length);
    expect(Math.min(...word)).toBe(0);
    expect(Math.max(...word)).toBe(letters - 1);
  });

  test('comes letter by letter, whatever its length', () => {
    expect(deBruijnWord(10_000, 5).next()).toEqual({ done: false, value: 0 });
  });
});

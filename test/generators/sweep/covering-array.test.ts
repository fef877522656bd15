import { describe, expect, test } from 'vitest';
import { Combinations, coveringArray } from '../../../generators/sweep/covering-array.ts';

const factors = { a: ['0', '1', '2'], b: ['0', '1'], c: ['0', '1', '2', '3'], d: ['0', '1'] } as const;
type Some = Partial<Record<keyof typeof factors, string>>;

describe('coveringArray', () => {
  test.each([
    [1, 11, 4],
    [2, 44, 12],
    [3, 76, 24],
    [4, 48, 48],
  ])('has all combinations of %i factors', (strength, possible, least) => {
    const combinations = new Combinations(factors, strength);
    expect([...combinations.all()]).toHaveLength(possible);
    const rows = coveringArray(factors, strength, () => true);
    expect(new Set(rows.flatMap(row => combinations.in(row))).size).toBe(possible);
    expect(rows.length).toBeGreaterThanOrEqual(least);
    expect(rows.length).toBeLessThan(2 * least);
  });

  test('leaves out forbidden combinations, and no others', () => {
    const isAllowed = ({ a, b, c }: Some): boolean => !(a === '2' && b === '1') && !(c === '3' && b === '1');
    const combinations = new Combinations(factors, 2);
    const rows = coveringArray(factors, 2, isAllowed);
    expect(rows.every(isAllowed)).toBe(true);
    expect(new Set(rows.flatMap(row => combinations.in(row))).size).toBe(42);
  });

  test('refuses factors of which every way is forbidden', () => {
    expect(() => coveringArray(factors, 1, ({ a, b }: Some) => a === undefined || b === undefined)).toThrow(
      'no b goes with',
    );
  });
});

describe('Combinations', () => {
  test('finds the combinations that contain one way', () => {
    const pairs = new Combinations(factors, 2);
    const row = { a: '1', b: '0', c: '3' } as const;
    expect(pairs.in(row)).toHaveLength(3);
    expect(pairs.with(row, 'b')).toHaveLength(2);
    expect(pairs.in(row)).toEqual(expect.arrayContaining(pairs.with(row, 'b')));
  });
});

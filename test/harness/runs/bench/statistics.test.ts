import { expect, test } from 'vitest';
import { growthOf, spreadOf } from '../../../../src/harness/runs/bench/statistics.ts';

test.each([
  [[3], { median: 3, least: 3, most: 3 }],
  [[10, 9, 100], { median: 10, least: 9, most: 100 }],
  [[4, 1, 2, 10], { median: 3, least: 1, most: 10 }],
])('%j has the median, the least and the greatest value', (values, spread) => {
  expect(spreadOf(values)).toEqual(spread);
});

test('linear growth has a base and a slope', () => {
  const { kind, base, slope } = growthOf(
    [1, 2, 4, 8, 16].map(size => [size, 5 + 3 * size]),
    1,
  );
  expect(kind).toBe('linear');
  expect(base).toBeCloseTo(5);
  expect(slope).toBeCloseTo(3);
});

test.each([
  ['linear', [1, 2, 4, 8, 16].map((size, index) => [size, 10 * size + [0.5, -1, 2, -4, 8][index]!])],
  ['faster', [1, 2, 4, 8, 16].map(size => [size, size ** 2])],
  ['slower', [1, 2, 4, 8, 16].map(size => [size, Math.sqrt(size) * 10])],
  ['flat', [1, 2, 4, 8, 16].map((size, index) => [size, 50 + [0.2, 0.9, 0, 0.5, 0.4][index]!])],
] as [string, [number, number][]][])('growth is %s', (kind, points) => {
  expect(growthOf(points, 1).kind).toBe(kind);
});

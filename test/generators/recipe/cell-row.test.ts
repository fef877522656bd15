import { expect, test } from 'vitest';
import { cellCount, hostSlotCount, joinRuns } from '../../../generators/recipe/cell-row.ts';

test('a row has as many cells as its runs together', () => {
  expect(cellCount([])).toBe(0);
  expect(
    cellCount([
      { state: 'data', count: 3 },
      { state: 'zero-plain', count: 4 },
    ]),
  ).toBe(7);
});

test('data, written or not, and zero-allocated clusters take host slots, the others take none', () => {
  expect(
    hostSlotCount([
      { state: 'unallocated', count: 1 },
      { state: 'zero-plain', count: 10 },
      { state: 'zero-allocated', count: 100 },
      { state: 'data', count: 1000 },
      { state: 'data-hole', count: 10000 },
      { state: 'compressed', count: 100000 },
    ]),
  ).toBe(11100);
});

test('joining drops empty runs and joins those that thereby meet', () => {
  expect(
    joinRuns([
      { state: 'data', count: 2 },
      { state: 'compressed', count: 0 },
      { state: 'data', count: 1 },
      { state: 'unallocated', count: 1 },
    ]),
  ).toEqual([
    { state: 'data', count: 3 },
    { state: 'unallocated', count: 1 },
  ]);
});

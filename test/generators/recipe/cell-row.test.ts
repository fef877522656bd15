import { expect, test } from 'vitest';
import { cellCount, hostSlotCount, joinRuns } from '../../../generators/recipe/cell-row.ts';
import type { CellRun, SubclusterState } from '../../../generators/recipe/recipe.ts';

const mixed = (...runs: [SubclusterState, number][]): CellRun => ({
  state: 'mixed',
  subclusters: runs.map(([state, count]) => ({ state, count })),
  count: 1,
});

test('a row has as many cells as its runs together', () => {
  expect(cellCount([])).toBe(0);
  expect(
    cellCount([
      { state: 'data', count: 3 },
      { state: 'zero-plain', count: 4 },
    ]),
  ).toBe(7);
});

test('data, written or not, zero-allocated and reserved clusters take host slots, the others take none', () => {
  expect(
    hostSlotCount([
      { state: 'unallocated', count: 1 },
      { state: 'zero-plain', count: 10 },
      { state: 'zero-allocated', count: 100 },
      { state: 'data', count: 1000 },
      { state: 'data-hole', count: 10000 },
      { state: 'compressed', count: 100000 },
      { state: 'reserved', count: 1000000 },
      { state: 'illegal', count: 10000000 },
      mixed(['illegal', 1], ['reserved', 31]),
      mixed(['illegal', 1], ['zero-plain', 31]),
    ]),
  ).toBe(1011101);
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

test('joining joins subclusters too, and 32 of one state are a cell of it', () => {
  expect(
    joinRuns([
      mixed(['data', 16], ['reserved', 0], ['data', 8], ['reserved', 8]),
      mixed(['data', 24], ['reserved', 8]),
      mixed(['data', 16], ['data', 16]),
      { state: 'data', count: 1 },
      mixed(['data', 16], ['data', 15]),
    ]),
  ).toEqual([
    { ...mixed(['data', 24], ['reserved', 8]), count: 2 },
    { state: 'data', count: 2 },
    mixed(['data', 31]),
  ]);
});

import { expect, test } from 'vitest';
import { cellCount, hostSlotCount, joinRuns } from '../../../../generators/recipe/cells/cell-row.ts';
import type { CellRun, SubclusterState } from '../../../../generators/recipe/recipe.ts';

const mixed = (...runs: [SubclusterState, number][]): CellRun => ({
  state: 'mixed',
  subclusters: runs.map(([state, count]) => ({ state, count })),
  count: 1,
});

test('the cells of a row are those of its runs together', () => {
  expect(cellCount([])).toBe(0);
  expect(
    cellCount([
      { state: 'data', count: 3 },
      { state: 'zero-plain', count: 4 },
    ]),
  ).toBe(7);
});

test("data, data-hole, zero-allocated and reserved clusters take host slots, others don't", () => {
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

test('joining drops empty runs, and joins the runs that become neighbours', () => {
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

test('joining joins subclusters too, and 32 in one state become a uniform cell', () => {
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

import { expect, test } from 'vitest';
import { compareExtents } from '../../../src/harness/answers/compare-extents.ts';
import type { ReadExtent } from '../../../src/harness/answers/extents/read-extent.ts';

const extent = (start: bigint, length: bigint, more: Partial<ReadExtent>): ReadExtent => ({
  start,
  length,
  ...more,
});

const differences = (left: ReadExtent[], right: ReadExtent[]) =>
  compareExtents(left, right).map(({ start, end, differing }) => [start, end, ...differing]);

test('two maps are compared between all borders of both', () => {
  const left = [extent(0n, 30n, { depth: 0, offset: 100n }), extent(30n, 10n, { depth: 1 })];
  const right = [extent(0n, 10n, { depth: 0, offset: 100n }), extent(10n, 30n, { depth: 0, offset: 110n })];
  expect(differences(left, right)).toEqual([
    [0n, 10n],
    [10n, 30n],
    [30n, 40n, 'depth', 'has offset', 'offset'],
  ]);
});

test('what only one of the versions prints is no difference', () => {
  const older = [extent(0n, 10n, { zero: true, data: false })];
  const newer = [extent(0n, 10n, { zero: true, data: false, present: true, compressed: false })];
  expect(differences(older, newer)).toEqual([[0n, 10n]]);
});

test('a range that one map lacks has one side', () => {
  const rows = compareExtents([extent(0n, 10n, { depth: 0 })], [extent(0n, 20n, { depth: 0 })]);
  expect(rows.map(({ start, end, left }) => [start, end, left !== undefined])).toEqual([
    [0n, 10n, true],
    [10n, 20n, false],
  ]);
});

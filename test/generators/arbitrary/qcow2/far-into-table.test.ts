import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { farIntoTable } from '../../../../generators/arbitrary/qcow2/far-into-table.ts';

const counts = (constraints: Parameters<typeof farIntoTable>[0]): number[] => {
  const rows = fc.sample(farIntoTable(constraints), { numRuns: 200, seed: 1 });
  return [...new Set(rows.map(([run]) => run?.count ?? 0))].toSorted((a, b) => a - b);
};

test('now and then rows begin up to three clusters before the end of the first 64 KiB of a table', () => {
  expect(counts({ unit: 1 << 17 })).toEqual([0, 8189, 8190, 8191, 8192]);
  expect(counts({ unit: 1 << 21, extendedL2: true })).toEqual([0, 4093, 4094, 4095, 4096]);
});

test('tables of one part have no such place', () => expect(counts({ unit: 1 << 16 })).toEqual([0]));

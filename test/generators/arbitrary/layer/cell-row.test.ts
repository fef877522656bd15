import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellRow } from '../../../../generators/arbitrary/layer/cell-row.ts';
import { plainCell } from '../../../../generators/arbitrary/layer/plain-cell.ts';
import { cellCount, joinRuns } from '../../../../generators/recipe/cells/cell-row.ts';

test('rows keep their constraints, and their runs are joined', () => {
  const constraints = fc.record({
    maxCells: fc.integer({ min: 1, max: 300 }),
    tableCells: fc.constantFrom(64, 128),
    maxWritten: fc.integer({ min: 0, max: 20 }),
  });
  const drawn = constraints.chain(given => fc.tuple(fc.constant(given), cellRow(given)));
  fc.assert(
    fc.property(drawn, ([{ maxCells, maxWritten }, cells]) => {
      expect(cells).toEqual(joinRuns(cells));
      expect(cellCount(cells)).toBeLessThanOrEqual(maxCells);
      const free = cells.filter(({ state }) => state === 'unallocated' || state === 'zero-plain');
      expect(cellCount(cells) - cellCount(free)).toBeLessThanOrEqual(maxWritten);
    }),
  );
});

test('only the given states occur', () => {
  fc.assert(
    fc.property(cellRow({ cells: plainCell({ states: ['data', 'unallocated'] }) }), cells =>
      cells.every(({ state }) => state === 'data' || state === 'unallocated'),
    ),
  );
});

test('runs end where L2 tables end, and one cell off', () => {
  const rows = fc.sample(cellRow({ maxCells: 200, tableCells: 64, maxWritten: 200 }), {
    seed: 1,
    numRuns: 500,
  });
  const ends = new Set<number>();
  for (const cells of rows) {
    let end = 0;
    for (const run of cells) {
      end += run.count;
      ends.add(end);
    }
  }
  for (const end of [63, 64, 65, 127, 128, 129]) expect(ends).toContain(end);
});

test('impossible constraints are refused', () => {
  expect(() => cellRow({ maxCells: 0 })).toThrow(RangeError);
  expect(() => plainCell({ states: [] })).toThrow(RangeError);
});

import * as fc from 'fast-check';
import { firstCells, joinRuns } from '../../recipe/cells/cell-row.ts';
import {
  bitCount,
  bitsPerEntry,
  granularityPowers,
  longestBitmapName,
} from '../../recipe/qcow2/bitmap-shape.ts';
import type { CellRun, DirtyBitmap, Qcow2Layer } from '../../recipe/recipe.ts';
import { nowAndThen } from '../../wish/now-and-then.ts';

const shortNames = ['b0', 'b1', 'x', 'dirty', 'ünï', ' a,,b', '-B'];
const longName = 'n'.repeat(longestBitmapName);

/** Few names, so that layers of a chain have the same ones. */
export const bitmapNames: readonly string[] = [...shortNames, longName];

/** A row has at most so many bits, so that a table with the smallest clusters is short. */
const mostBits = 2 ** 20;

const states = ['unallocated', 'unallocated', 'data', 'data', 'data-hole', 'zero-plain'] as const;

/** For one to three dirty bitmaps of a layer that has none yet. Its size is a sector to 2^51 bytes. */
export function bitmaps(layer: Qcow2Layer): fc.Arbitrary<DirtyBitmap[]> {
  return fc.uniqueArray(bitmap(layer), {
    minLength: 1,
    maxLength: 3,
    size: 'max',
    selector: ({ name }) => name,
  });
}

function bitmap(layer: Qcow2Layer): fc.Arbitrary<DirtyBitmap> {
  const size = bitCount(layer, { granularity: 1 });
  const finest = Math.max(granularityPowers.least, Math.ceil(Math.log2(size / mostBits)));
  const power = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: finest, max: Math.min(granularityPowers.most, finest + 3) }) },
    { weight: 2, arbitrary: fc.constant(Math.max(finest, 16)) },
    { weight: 1, arbitrary: fc.integer({ min: finest, max: granularityPowers.most }) },
  );
  return power.chain(chosen =>
    fc
      .record({
        name: fc.oneof(
          { weight: 24, arbitrary: fc.constantFrom(...shortNames) },
          { weight: 1, arbitrary: fc.constant(longName) },
        ),
        flags: fc.tuple(
          nowAndThen(4, fc.constant({ disabled: true as const })),
          nowAndThen(10, fc.constant({ inUse: true as const })),
        ),
        cells: row(bitCount(layer, { granularity: 2 ** chosen }), bitsPerEntry(layer)),
      })
      .map(({ name, flags: [disabled, inUse], cells }) => ({
        name,
        granularity: 2 ** chosen,
        ...disabled,
        ...inUse,
        cells,
      })),
  );
}

/** For a row of at most `bits` cells, in stretches that end near words and entries of the table, or anywhere. */
function row(bits: number, perEntry: number): fc.Arbitrary<CellRun[]> {
  const length = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 2, arbitrary: fc.constantFrom(31, 32, 33, 63, 64, 65) },
    { weight: 2, arbitrary: fc.constantFrom(perEntry - 1, perEntry, perEntry + 1, 2 * perEntry) },
    { weight: 2, arbitrary: fc.constant(bits) },
  );
  const stretch = fc.record({ state: fc.constantFrom(...states), count: length });
  return fc
    .array(stretch, { minLength: 0, maxLength: 8, size: 'max' })
    .map(stretches => joinRuns(firstCells(stretches, bits)));
}

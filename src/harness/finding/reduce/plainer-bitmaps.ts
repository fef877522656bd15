import { firstCells, joinRuns } from '../../../../generators/recipe/cells/cell-row.ts';
import { canState } from '../../../../generators/recipe/formats.ts';
import { bitCount } from '../../../../generators/recipe/qcow2/bitmap-shape.ts';
import type { CellRun, DirtyBitmap, Layer } from '../../../../generators/recipe/recipe.ts';

/** The layer with one dirty bitmap alone, with one less, or with one that is plainer. */
export function* plainerBitmaps(layer: Layer): Generator<Layer> {
  if (!canState(layer, 'bitmaps') || layer.bitmaps === undefined) return;
  const { bitmaps } = layer;
  if (bitmaps.length > 2) for (const bitmap of bitmaps) yield { ...layer, bitmaps: [bitmap] };
  if (bitmaps.length > 1)
    for (const at of bitmaps.keys()) yield { ...layer, bitmaps: bitmaps.toSpliced(at, 1) };
  for (const [at, bitmap] of bitmaps.entries()) {
    for (const plainer of plainerThan(bitmap)) yield { ...layer, bitmaps: bitmaps.with(at, plainer) };
  }
}

/** The bitmap without a flag, with one run less, a shorter one, or one in the plainest state that says the same. */
function* plainerThan(bitmap: DirtyBitmap): Generator<DirtyBitmap> {
  const { disabled, inUse, ...plain } = bitmap;
  const { cells } = plain;
  if (disabled) yield { ...plain, ...(inUse && { inUse }) };
  if (inUse) yield { ...plain, ...(disabled && { disabled }) };
  const others = cells.flatMap((run, at): CellRun[][] => [
    cells.toSpliced(at, 1),
    ...(run.count > 1 ? [1, Math.ceil(run.count / 2)].map(count => cells.with(at, { ...run, count })) : []),
    ...(run.state === 'data-hole' ? [cells.with(at, { state: 'data', count: run.count })] : []),
    ...(run.state === 'zero-plain' ? [cells.with(at, { state: 'unallocated', count: run.count })] : []),
  ]);
  for (const row of others) yield { ...bitmap, cells: joinRuns(row) };
}

/** The layer with its dirty bitmaps cut at its end, for a layer that has become shorter. */
export function withBitmapsCut(layer: Layer): Layer {
  if (!canState(layer, 'bitmaps') || layer.bitmaps === undefined) return layer;
  const cut = (bitmap: DirtyBitmap): DirtyBitmap => ({
    ...bitmap,
    cells: joinRuns(firstCells(bitmap.cells, bitCount(layer, bitmap))),
  });
  return { ...layer, bitmaps: layer.bitmaps.map(cut) };
}

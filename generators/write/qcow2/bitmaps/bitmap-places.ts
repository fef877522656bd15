import { bitCount, bitmapEntries, bitsPerEntry } from '../../../recipe/qcow2/bitmap-shape.ts';
import type { CellState, DirtyBitmap, Qcow2Layer } from '../../../recipe/recipe.ts';
import { type BitmapTable, bitmapDirectoryLength } from './bitmap-directory.ts';

/** Neighbouring bits in one state, counted from the first that their entry covers; `to` is the bit after the last. */
export interface BitRun {
  readonly state: CellState;
  readonly from: number;
  readonly to: number;
}

/** An entry of the table of a bitmap that doesn't say that all its bits are clear. */
export type BitmapEntry =
  | { readonly index: number; readonly kind: 'set' }
  | {
      readonly index: number;
      readonly kind: 'bits';
      readonly offset: bigint;
      readonly runs: readonly BitRun[];
    };

/** Where the parts of a bitmap stand. */
export interface BitmapPlaces extends BitmapTable {
  /** By rising index. */
  readonly named: readonly BitmapEntry[];
}

/**
 * The places of the bitmaps of a layer, whose directory begins at a host cluster. Behind it, each has its table, then its
 * clusters of bits.
 */
export function placeBitmaps(
  layer: Qcow2Layer,
  first: number,
): { readonly end: number; readonly places: readonly BitmapPlaces[] } {
  const { unit, bitmaps = [] } = layer;
  const inBytes = (cluster: number): bigint => BigInt(cluster) * BigInt(unit);
  let end = first + Math.ceil(bitmapDirectoryLength(bitmaps) / unit);
  const places = bitmaps.map(bitmap => {
    const entries = bitmapEntries(layer, bitmap);
    const table = inBytes(end);
    end += Math.ceil((8 * entries) / unit);
    const named = [...runsByEntry(layer, bitmap)].map(([index, runs]): BitmapEntry => {
      if (isSetAsWhole(layer, bitmap, index, runs)) return { index, kind: 'set' };
      end += 1;
      return { index, kind: 'bits', offset: inBytes(end - 1), runs };
    });
    return { table, entries, named };
  });
  return { end, places };
}

/** The runs of a bitmap, cut where an entry ends, by the index of the entry. Unallocated ones are left out. */
function runsByEntry(layer: Qcow2Layer, { cells }: DirtyBitmap): Map<number, BitRun[]> {
  const width = bitsPerEntry(layer);
  const entries = new Map<number, BitRun[]>();
  let bit = 0;
  for (const { count, ...cell } of cells) {
    const end = bit + count;
    if (cell.state === 'unallocated' || cell.state === 'mixed') {
      bit = end;
      continue;
    }
    while (bit < end) {
      const index = Math.floor(bit / width);
      const to = Math.min(end, (index + 1) * width);
      const run = { state: cell.state, from: bit - index * width, to: to - index * width };
      const known = entries.get(index);
      if (known === undefined) entries.set(index, [run]);
      else known.push(run);
      bit = to;
    }
  }
  return entries;
}

/** Whether an entry says by itself that its bits are set. */
function isSetAsWhole(
  layer: Qcow2Layer,
  bitmap: DirtyBitmap,
  index: number,
  [run, another]: readonly BitRun[],
): boolean {
  const width = bitsPerEntry(layer);
  const bits = Math.min(width, bitCount(layer, bitmap) - index * width);
  return another === undefined && run?.state === 'data-hole' && run.from === 0 && run.to === bits;
}

import type { DirtyBitmap } from '../../../recipe/recipe.ts';
import { filledUp } from '../../filled-up.ts';
import type { Piece } from '../../pieces.ts';
import type { Qcow2Layout } from '../layout/qcow2-layout.ts';
import { encodeBitmapDirectory } from './bitmap-directory.ts';
import type { BitmapPlaces, BitRun } from './bitmap-places.ts';

/** An entry of a table without a cluster: all its bits are set. */
const allSet = 1n;

/**
 * The bitmaps of a layer (section "Bitmaps" of the specification docs/interop/qcow2): their directory, then of each its table and its
 * clusters of bits. Clusters are written whole.
 */
export function* bitmapPieces(bitmaps: readonly DirtyBitmap[], layout: Qcow2Layout): Generator<Piece> {
  const { clusterSize } = layout;
  yield* inClusters(
    layout.bitmaps.offset,
    encodeBitmapDirectory(bitmaps, layout.bitmaps.places),
    clusterSize,
  );
  for (const { table, entries, named } of layout.bitmaps.places) {
    yield* inClusters(table, encodeTable(entries, named), clusterSize);
    for (const entry of named) {
      if (entry.kind === 'bits') yield* inClusters(entry.offset, encodeBits(entry.runs), clusterSize);
    }
  }
}

function inClusters(at: bigint, bytes: Buffer, clusterSize: number): Iterable<Piece> {
  return filledUp(Number(at), bytes, Math.ceil(bytes.length / clusterSize) * clusterSize);
}

function encodeTable(entries: number, named: BitmapPlaces['named']): Buffer {
  const bytes = Buffer.alloc(8 * entries);
  for (const entry of named)
    bytes.writeBigUInt64BE(entry.kind === 'set' ? allSet : entry.offset, 8 * entry.index);
  return bytes;
}

/** Bits up to the last that is not unallocated, the least significant of each byte first. */
function encodeBits(runs: readonly BitRun[]): Buffer {
  const bytes = Buffer.alloc(Math.ceil(runs.at(-1)!.to / 8));
  for (const { state, from, to } of runs) {
    if (state === 'zero-plain') continue;
    for (let bit = from; bit < to; bit++) bytes[bit >> 3]! |= 1 << (bit & 7);
  }
  return bytes;
}

import type { HeaderBacking } from '../../recipe/backing.ts';
import { hasHostSlot } from '../../recipe/cells/cell-row.ts';
import { hasVisibleHoles } from '../../recipe/qcow2/has-visible-holes.ts';
import type { CellState, Qcow2Layer } from '../../recipe/recipe.ts';
import { filledUp } from '../filled-up.ts';
import { luksAreaOf } from '../luks/luks-area.ts';
import { noise } from '../noise.ts';
import type { Piece } from '../pieces.ts';
import { writtenParts } from '../written-parts.ts';
import { bitmapPieces } from './bitmaps/bitmap-pieces.ts';
import { compressedRoom, compressedStream } from './compressed/compressed.ts';
import { compressedOffset } from './compressed/compressed-places.ts';
import { encodeHeader } from './header.ts';
import { type Mapping, slotOf } from './layout/mapping.ts';
import type { Qcow2Layout } from './layout/qcow2-layout.ts';
import { countReferences, onceEach, type Refcounts } from './refcounts/refcounts.ts';
import { encodeSnapshotTable } from './snapshot-table.ts';
import { l1Pieces, l2Pieces, refcountPieces, type TableStyle, wholeUpTo } from './tables/tables.ts';

const nothing = Buffer.alloc(0);

/**
 * The bytes that are written of a qcow2 layer, in the order of the file. Clusters in use are written whole, so that the host
 * allocates what the refcounts promise and qemu sees no preallocated metadata. `data-hole` clusters and gaps between slots
 * are left out. A layer without refcounts has zeros for all of them, so no entry gets the copied bit.
 *
 * @throws WriteError as `encodeHeader` and `countReferences` do.
 */
export function* qcow2Pieces(
  layer: Qcow2Layer,
  layout: Qcow2Layout,
  backing: HeaderBacking,
): Generator<Piece> {
  const refcounts = refcountsOf(layer, layout);
  const whole = wholeUpTo(refcounts);
  const header = encodeHeader(layer, layout, backing);
  yield* filledUp(0, header, Math.min(layout.clusterSize, whole));
  yield* refcountPieces(layout, refcounts);
  yield* mappingPieces(layer, layout, { whole, copied: offset => refcounts?.at(offset) === 1 });
  const table = encodeSnapshotTable(layer.snapshots ?? [], layout);
  yield* filledUp(Number(layout.snapshots.offset), table, layout.snapshots.clusters * layout.clusterSize);
  // Only the tables of the layer itself have copied bits.
  for (const mapping of layout.snapshots.mappings)
    yield* mappingPieces(layer, mapping, { whole, copied: () => false });
  if (layer.bitmaps !== undefined) yield* bitmapPieces(layer.bitmaps, layout);
  const luks = luksAreaOf(layer);
  if (luks !== undefined) yield { at: Number(layout.luks.offset), bytes: luks.header };
}

function refcountsOf(layer: Qcow2Layer, layout: Qcow2Layout): Refcounts | null {
  if (layer.skeleton) return hasVisibleHoles(layer) ? onceEach(layout) : null;
  return layer.refcounts === 'none' ? null : countReferences(layout);
}

function* mappingPieces(layer: Qcow2Layer, mapping: Mapping, style: TableStyle): Generator<Piece> {
  yield* l1Pieces(mapping, style);
  for (const table of mapping.l2.tables) yield* l2Pieces(mapping, table, style);
  if (hasVisibleHoles(layer)) yield* slotPieces(mapping, state => state === 'data');
  if (layer.skeleton) return;
  yield* slotPieces(mapping, state => state !== 'data-hole');
  yield* compressedPieces(layer, mapping);
}

/** The clusters with a slot, each filled with the noise of its slot, in the order of the file. */
function* slotPieces(
  { clusterSize, spans, external, slots }: Mapping,
  isWritten: (state: CellState) => boolean,
): Generator<Piece> {
  if (external) return;
  const clusters = spans.filter(hasHostSlot).flatMap(span => {
    const parts = writtenParts(span, clusterSize, isWritten);
    return Array.from({ length: span.count }, (_, i) => ({ slot: slotOf(slots, span.ordinal + i), parts }));
  });
  if (slots.order !== undefined) clusters.sort((a, b) => a.slot - b.slot);
  for (const { slot, parts } of clusters) {
    const at = Number(slots.offset) + slot * clusterSize;
    for (const { from, to } of parts)
      yield { at: at + from, bytes: noise(slot, clusterSize).subarray(from, to), guest: true };
  }
}

/** The compressed clusters in their places, then zeros to the end of their last host cluster. */
function* compressedPieces(
  { compression }: Qcow2Layer,
  { clusterSize, compressed }: Mapping,
): Generator<Piece> {
  const start = Number(compressed.offset);
  let end = start;
  for (let ordinal = 0; ordinal < compressed.count; ordinal++) {
    const at = Number(compressedOffset(compressed, ordinal));
    yield* filledUp(end, nothing, at - end);
    const stream = compressedStream(clusterSize, ordinal, compression);
    for (const piece of filledUp(at, stream, compressedRoom(clusterSize, ordinal)))
      yield { ...piece, guest: true };
    end = at + compressedRoom(clusterSize, ordinal);
  }
  yield* filledUp(end, nothing, Math.ceil(end / clusterSize) * clusterSize - end);
}

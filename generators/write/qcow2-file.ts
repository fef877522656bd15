import { hasHostSlot } from '../recipe/cell-row.ts';
import type { HeaderBacking } from '../recipe/header-backing.ts';
import type { Qcow2Layer } from '../recipe/recipe.ts';
import { compressedCluster } from './compressed.ts';
import { encodeHeader } from './header.ts';
import type { Qcow2Layout } from './layout.ts';
import { noise } from './noise.ts';
import { type Piece, writePieces } from './pieces.ts';
import { countReferences } from './refcounts.ts';
import { l1Pieces, l2Pieces, refcountPieces, wholeUpTo } from './tables.ts';

const zeros = Buffer.alloc(2 ** 21);

/**
 * Writes the file of a qcow2 layer without its edits. Clusters in use are written whole, so that the host allocates
 * what the refcounts promise and qemu sees no preallocated metadata; `data-hole` clusters and gaps between slots are
 * left out.
 *
 * @throws WriteError as `encodeHeader` does.
 */
export function writeQcow2File(
  path: string,
  layer: Qcow2Layer,
  layout: Qcow2Layout,
  backing: HeaderBacking,
): void {
  writePieces(path, pieces(layer, layout, backing), Number(layout.fileLength));
}

/** The whole file in its order; where `refcounts` is 'none' every refcount is zero, and so none is one. */
function* pieces(layer: Qcow2Layer, layout: Qcow2Layout, backing: HeaderBacking): Generator<Piece> {
  const refcounts = layer.skeleton || layer.refcounts === 'none' ? null : countReferences(layout);
  const header = encodeHeader(layer, layout, backing);
  yield { at: 0, bytes: header };
  const padded = Math.max(header.length, Math.min(layout.clusterSize, wholeUpTo(refcounts)));
  yield { at: header.length, bytes: zeros.subarray(0, padded - header.length) };
  yield* refcountPieces(layout, refcounts);
  yield* l1Pieces(layout, refcounts);
  for (const table of layout.l2.tables) yield* l2Pieces(layout, table, refcounts);
  if (layer.skeleton) return;
  yield* slotPieces(layout);
  yield* compressedPieces(layout);
}

/** The clusters with a slot, each with the noise of its slot, in the order of the file. */
function* slotPieces(layout: Qcow2Layout): Generator<Piece> {
  const { clusterSize, spans, slots } = layout;
  const written = new Set<number>();
  for (const span of spans.filter(span => hasHostSlot(span) && span.state !== 'data-hole')) {
    for (let i = 0; i < span.count; i++) written.add(slots.order?.[span.ordinal + i] ?? span.ordinal + i);
  }
  const rising = slots.order === undefined ? written : [...written].sort((a, b) => a - b);
  for (const slot of rising) {
    yield { at: Number(slots.offset) + slot * clusterSize, bytes: noise(slot, clusterSize) };
  }
}

/** The compressed clusters one behind the other, then zeros to the end of their last host cluster. */
function* compressedPieces({ clusterSize, compressed, fileLength }: Qcow2Layout): Generator<Piece> {
  const { room, count } = compressed;
  const start = Number(compressed.offset);
  for (let ordinal = 0; ordinal < count; ordinal++) {
    yield { at: start + ordinal * room, bytes: compressedCluster(clusterSize, room, ordinal) };
  }
  const end = start + count * room;
  if (count > 0) yield { at: end, bytes: zeros.subarray(0, Number(fileLength) - end) };
}

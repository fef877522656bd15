import { compressedEntry, copiedBit, dataEntry, zeroAllocatedEntry, zeroPlainEntry } from './l2-entry.ts';
import { compressedOffset, type L2Table, type Qcow2Layout, slotOffset } from './layout.ts';
import type { Piece } from './pieces.ts';
import type { Refcounts } from './refcounts.ts';
import type { Span } from './spans.ts';

/**
 * Bytes up to which a table is written whole; a longer one is written in chunks, and chunks without an entry stay holes.
 *
 * Where refcounts are kept, only L1 tables of huge images and refcount tables of files with slots far apart are so long.
 * Such holes can make qemu see preallocated metadata in the file; it then looks for holes in data clusters, and finds
 * them only where `data-hole` asks for them. Without refcounts it never looks, and big clusters become cheap.
 */
export function wholeUpTo(refcounts: Refcounts | null): number {
  return refcounts === null ? chunk : 2 ** 21;
}

const chunk = 2 ** 16;

/** The L1 table. */
export function* l1Pieces(layout: Qcow2Layout, refcounts: Refcounts | null): Generator<Piece> {
  const entries = layout.l2.tables.map(
    ({ index, offset }): Entry => ({ index, value: offset | (refcounts?.at(offset) === 1 ? copiedBit : 0n) }),
  );
  yield* tablePieces(layout.l1.offset, layout.l1.clusters * layout.clusterSize, entries, refcounts);
}

/** The refcount table and its blocks, which are zeros where `refcounts` is null. */
export function* refcountPieces(layout: Qcow2Layout, refcounts: Refcounts | null): Generator<Piece> {
  const { table, blocks } = layout.refcounts;
  const entries = blocks.map(({ index, offset }): Entry => ({ index, value: offset }));
  yield* tablePieces(table.offset, table.clusters * layout.clusterSize, entries, refcounts);
  for (const { index, offset } of blocks) {
    if (refcounts === null) yield* tablePieces(offset, layout.clusterSize, [], refcounts);
    else yield { at: Number(offset), bytes: refcounts.block(index) };
  }
}

/** One L2 table, a cluster. */
export function* l2Pieces(
  layout: Qcow2Layout,
  table: L2Table,
  refcounts: Refcounts | null,
): Generator<Piece> {
  yield* tablePieces(table.offset, layout.clusterSize, l2Entries(layout, table, refcounts), refcounts);
}

interface Entry {
  readonly index: number;
  readonly value: bigint;
}

/** A table of 64-bit entries; `entries` come by rising index, the others are zero. */
function* tablePieces(
  offset: bigint,
  length: number,
  entries: Iterable<Entry>,
  refcounts: Refcounts | null,
): Generator<Piece> {
  if (length === 0) return;
  const size = length <= wholeUpTo(refcounts) ? length : chunk;
  let at = Number(offset);
  let first = 0;
  let bytes = Buffer.alloc(size);
  for (const { index, value } of entries) {
    const skipped = Math.floor(((index - first) * 8) / size);
    if (skipped > 0) {
      yield { at, bytes };
      bytes = Buffer.alloc(size);
      at += skipped * size;
      first += (skipped * size) / 8;
    }
    bytes.writeBigUInt64BE(value, (index - first) * 8);
  }
  yield { at, bytes };
}

function* l2Entries(layout: Qcow2Layout, table: L2Table, refcounts: Refcounts | null): Generator<Entry> {
  const first = table.index * layout.l2.clustersPerTable;
  for (const span of table.spans) {
    for (let i = 0; i < span.count; i++) {
      yield { index: span.guest + i - first, value: l2Entry(layout, span, i, refcounts) };
    }
  }
}

function l2Entry(layout: Qcow2Layout, span: Span, i: number, refcounts: Refcounts | null): bigint {
  const ordinal = span.ordinal + i;
  if (span.state === 'zero-plain') return zeroPlainEntry;
  if (span.state === 'compressed') {
    return compressedEntry(layout.clusterSize, compressedOffset(layout, ordinal), layout.compressed.room);
  }
  const offset = slotOffset(layout, ordinal);
  const copied = refcounts?.at(offset) === 1;
  return span.state === 'zero-allocated' ? zeroAllocatedEntry(offset, copied) : dataEntry(offset, copied);
}

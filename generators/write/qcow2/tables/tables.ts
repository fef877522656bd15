import { filledUp } from '../../filled-up.ts';
import type { Piece } from '../../pieces.ts';
import type { L2Table, Mapping } from '../layout/mapping.ts';
import type { Qcow2Layout } from '../layout/qcow2-layout.ts';
import type { Refcounts } from '../refcounts/refcounts.ts';
import { copiedBit } from './l2-entry.ts';
import { l2Words } from './l2-words.ts';
import type { TableWord } from './table-word.ts';

/**
 * Tables of up to this many bytes are written whole. A longer one is written in chunks; chunks without an entry stay
 * holes.
 *
 * With refcounts only L1 tables of huge images and refcount tables of files with slots far apart are that long. Such
 * holes can make qemu assume preallocated metadata. It then looks for holes in data clusters, and finds them only where
 * `data-hole` puts them. Without refcounts qemu never looks, so tables of large clusters may have holes, which keeps
 * files cheap.
 */
export function wholeUpTo(refcounts: Refcounts | null): number {
  return refcounts === null ? chunk : 2 ** 21;
}

const chunk = 2 ** 16;

/** How the tables of a mapping are written. */
export interface TableStyle {
  /** Tables of up to this many bytes are written whole. */
  readonly whole: number;
  /** Whether entries that refer to the host cluster at this byte of the file get the copied bit. */
  copied(offset: bigint): boolean;
}

/** The L1 table. */
export function* l1Pieces({ l1, l2, clusterSize }: Mapping, style: TableStyle): Generator<Piece> {
  const words = l2.tables.map(
    ({ index, offset }): TableWord => ({ index, value: offset | (style.copied(offset) ? copiedBit : 0n) }),
  );
  yield* tablePieces(l1.offset, l1.clusters * clusterSize, words, style.whole);
}

/** The refcount table and its blocks. `refcounts` null: the blocks are zeros. Several entries may share one block. */
export function* refcountPieces(layout: Qcow2Layout, refcounts: Refcounts | null): Generator<Piece> {
  const { table, blocks } = layout.refcounts;
  const whole = wholeUpTo(refcounts);
  const words = blocks.map(({ index, offset }): TableWord => ({ index, value: offset }));
  yield* tablePieces(table.offset, table.clusters * layout.clusterSize, words, whole);
  const places = new Map(blocks.map(({ index, offset }) => [offset, index]));
  for (const [offset, index] of places) {
    if (refcounts === null) yield* tablePieces(offset, layout.clusterSize, [], whole);
    else yield { at: Number(offset), bytes: refcounts.block(index) };
  }
}

/** One L2 table, a cluster. */
export function* l2Pieces(mapping: Mapping, table: L2Table, style: TableStyle): Generator<Piece> {
  yield* tablePieces(table.offset, mapping.clusterSize, l2Words(mapping, table, style.copied), style.whole);
}

/**
 * A table of 64-bit words. `words` come by rising index, the others are zero. Nearly all tables have few words and then
 * zeros: only the words take memory, since buffers as long as clusters keep the garbage collector busy.
 */
function* tablePieces(
  offset: bigint,
  length: number,
  words: Iterable<TableWord>,
  whole: number,
): Generator<Piece> {
  if (length === 0) return;
  const size = length <= whole ? length : chunk;
  let at = Number(offset);
  let first = 0;
  let values: bigint[] = [];
  for (const { index, value } of words) {
    const skipped = Math.floor(((index - first) * 8) / size);
    if (skipped > 0) {
      yield* filledUp(at, wordBytes(values), size);
      values = [];
      at += skipped * size;
      first += (skipped * size) / 8;
    }
    while (values.length < index - first) values.push(0n);
    values.push(value);
  }
  yield* filledUp(at, wordBytes(values), size);
}

function wordBytes(values: readonly bigint[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * 8);
  values.forEach((value, index) => {
    bytes.writeBigUInt64BE(value, index * 8);
  });
  return bytes;
}

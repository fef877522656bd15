import { hasHostSlot } from '../../../recipe/cells/cell-row.ts';
import type { Span } from '../../spans.ts';
import { compressedRoom } from '../compressed/compressed.ts';
import { compressedOffset } from '../compressed/compressed-places.ts';
import { hostOffset, type L2Table, type Mapping } from '../layout/mapping.ts';
import { compressedEntry, dataEntry, zeroAllocatedEntry, zeroPlainEntry } from './l2-entry.ts';
import { subclusterBitmap } from './subcluster-bitmap.ts';
import type { TableWord } from './table-word.ts';

/** The words of an L2 table: one per cluster, the entry; two with extended entries, the entry and its bitmap. */
export function* l2Words(
  mapping: Mapping,
  { index, spans }: L2Table,
  copied: (offset: bigint) => boolean,
): Generator<TableWord> {
  const { clustersPerTable, extended } = mapping.l2;
  const first = index * clustersPerTable;
  for (const span of spans) {
    const bitmap = extended ? subclusterBitmap(span) : 0n;
    for (let i = 0; i < span.count; i++) {
      const entry = span.guest + i - first;
      const value = l2Entry(mapping, span, i, copied);
      yield { index: extended ? 2 * entry : entry, value };
      if (extended) yield { index: 2 * entry + 1, value: bitmap };
    }
  }
}

/** The entry of cluster `i` of a span. With extended entries the bitmap marks zeros, not the entry. */
function l2Entry(mapping: Mapping, span: Span, i: number, copied: (offset: bigint) => boolean): bigint {
  const { clusterSize, compressed, external, l2 } = mapping;
  if (span.state === 'compressed') {
    const ordinal = span.ordinal + i;
    const offset = compressedOffset(compressed, ordinal);
    return compressedEntry(clusterSize, offset, compressedRoom(clusterSize, ordinal));
  }
  if (!hasHostSlot(span)) return l2.extended ? 0n : zeroPlainEntry;
  const offset = hostOffset(mapping, span, i);
  // Clusters of a data file have no refcounts: each has one reference. At offset 0 only this bit tells the entry from
  // an unallocated one.
  const references = external || copied(offset) ? 'one' : 'several';
  return span.state === 'zero-allocated' && !l2.extended
    ? zeroAllocatedEntry(offset, references)
    : dataEntry(offset, references);
}

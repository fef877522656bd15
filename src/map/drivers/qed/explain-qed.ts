import type { Lookup } from '../../node/lookup.ts';
import type { QedLayout } from './qed-layout.ts';
import { type QedTables, unallocated, zero } from './qed-tables.ts';

/**
 * Explains a guest offset (bytes) by the entries of the L1 and the L2 table.
 *
 * @throws MetadataError if there can't be a table where the L1 entry says
 */
export function explainQed(offset: bigint, tables: QedTables, layout: QedLayout): Lookup {
  const { clusterBytes, tableEntries } = layout;
  const cluster = offset / BigInt(clusterBytes);
  const byte = Number(offset % BigInt(clusterBytes));
  const unit = { name: 'cluster', index: cluster, bytes: clusterBytes, byte };
  const l1Index = Number(cluster / BigInt(tableEntries));
  const l1Entry = tables.l1.readUInt64LE(l1Index);
  const first = { table: 'L1', ...tables.l1.entryAt(l1Index, l1Entry) };
  if (l1Entry === unallocated) {
    return { unit, state: 'unallocated', entries: [{ ...first, meaning: 'no L2 table' }] };
  }
  const l2 = tables.l2(l1Entry);
  const index = Number(cluster % BigInt(tableEntries));
  const entry = l2.readUInt64LE(index);
  const { state, meaning } = described(entry);
  return {
    unit,
    state,
    entries: [
      { ...first, meaning: `L2 table at 0x${l1Entry.toString(16)}` },
      { table: 'L2', ...l2.entryAt(index, entry), meaning },
    ],
  };
}

function described(entry: number): { readonly state: string; readonly meaning: string } {
  if (entry === unallocated) return { state: 'unallocated', meaning: 'no cluster' };
  if (entry === zero) return { state: 'zero', meaning: 'reads as zeros' };
  return { state: 'data', meaning: `cluster at 0x${entry.toString(16)}` };
}

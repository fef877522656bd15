import { dataBit } from '../../kernel/bits.ts';
import type { Lookup } from '../../node/lookup.ts';
import type { QcowTables } from './qcow-tables.ts';

/**
 * Explains a guest offset (bytes) by the entries of the L1 and the L2 table.
 *
 * @throws MetadataError if qemu can't read the table where the L1 entry says
 */
export function explainQcow(offset: bigint, tables: QcowTables): Lookup {
  const { l1, clusterBytes, tableEntries } = tables;
  const cluster = offset / BigInt(clusterBytes);
  const byte = Number(offset % BigInt(clusterBytes));
  const unit = { name: 'cluster', index: cluster, bytes: clusterBytes, byte };
  const l1Index = Number(cluster / BigInt(tableEntries));
  const first = { table: 'L1', ...l1.entryAt(l1Index) };
  if (l1.entry(l1Index) === 0) {
    return { unit, state: 'unallocated', entries: [{ ...first, meaning: 'no L2 table' }] };
  }
  const l2 = tables.l2(l1Index);
  const index = Number(cluster % BigInt(tableEntries));
  const second = { table: 'L2', ...l2.entryAt(index) };
  const { state, meaning } = described(l2.kind(index), second.word);
  return {
    unit,
    state,
    entries: [
      { ...first, meaning: `L2 table at ${shortest(first.word)}` },
      { ...second, meaning },
    ],
  };
}

function described(kind: number, word: string): { readonly state: string; readonly meaning: string } {
  if (kind === 0) return { state: 'unallocated', meaning: 'no cluster' };
  if (kind === dataBit) return { state: 'data', meaning: `cluster at ${shortest(word)}` };
  return { state: 'compressed', meaning: 'a compressed cluster' };
}

/** A word in hexadecimal, without leading zeros. */
function shortest(word: string): string {
  return `0x${BigInt(word).toString(16)}`;
}

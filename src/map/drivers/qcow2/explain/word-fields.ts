import type { WordField } from '../../../node/lookup.ts';
import type { EntryKind } from '../tables/entry.ts';

/** The fields of entries (docs/interop/qcow2, "Cluster mapping"). */

const reserved = 'reserved';

/** Those of an L1 entry. */
export const l1Fields: readonly WordField[] = [
  { name: 'copied: refcount is 1', high: 63, low: 63 },
  { name: reserved, high: 62, low: 56 },
  { name: 'offset of the L2 table', high: 55, low: 9 },
  { name: reserved, high: 8, low: 0 },
];

const l2Flags: readonly WordField[] = [
  { name: 'copied: refcount is 1', high: 63, low: 63 },
  { name: 'compressed', high: 62, low: 62 },
];

/** Those of an L2 entry, unless its cluster is compressed. */
export function l2Fields(kind: EntryKind): readonly WordField[] {
  return [
    ...l2Flags,
    { name: reserved, high: 61, low: 56 },
    { name: 'host offset of the cluster', high: 55, low: 9 },
    { name: reserved, high: 8, low: 1 },
    { name: kind === 'extended' ? reserved : 'reads as zeros', high: 0, low: 0 },
  ];
}

/** Those of the L2 entry of a compressed cluster; `clusterSize` is bytes. */
export function compressedFields(clusterSize: number): readonly WordField[] {
  const offsetBits = 62 - (Math.log2(clusterSize) - 8);
  return [
    ...l2Flags,
    { name: 'further sectors of 512 bytes', high: 61, low: offsetBits },
    { name: 'host offset of the data', high: offsetBits - 1, low: 0 },
  ];
}

import type { WordField } from '../../node/lookup.ts';

/** The fields of entries (docs/interop/qcow2, "Cluster mapping"). */

const reserved = 'reserved';

/** Those of an L1 entry. */
export const l1Fields: readonly WordField[] = [
  { name: 'copied: refcount is 1', high: 63, low: 63 },
  { name: reserved, high: 62, low: 56 },
  { name: 'offset of the L2 table', high: 55, low: 9 },
  { name: reserved, high: 8, low: 0 },
];

/** Those of an L2 entry, which in a compressed cluster has other ones. With extended entries bit 0 is reserved. */
export function l2Fields(compressed: boolean, clusterSize: number, extended: boolean): readonly WordField[] {
  const flags: readonly WordField[] = [
    { name: 'copied: refcount is 1', high: 63, low: 63 },
    { name: 'compressed', high: 62, low: 62 },
  ];
  if (!compressed)
    return [
      ...flags,
      { name: reserved, high: 61, low: 56 },
      { name: 'host offset of the cluster', high: 55, low: 9 },
      { name: reserved, high: 8, low: 1 },
      { name: extended ? reserved : 'reads as zeros', high: 0, low: 0 },
    ];
  const offsetBits = 62 - (Math.log2(clusterSize) - 8);
  return [
    ...flags,
    { name: 'further sectors of 512 bytes', high: 61, low: offsetBits },
    { name: 'host offset of the data', high: offsetBits - 1, low: 0 },
  ];
}

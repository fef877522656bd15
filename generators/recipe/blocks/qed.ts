import type { BlockFormat, BlockKind } from './block-format.ts';

/** Clusters of a table: the fewest with which qemu opens an image. */
export const qedTableClusters = 2;

const entryBytes = 8;

const image: BlockKind = {
  states: ['unallocated', 'zero-plain', 'data', 'data-hole'],
  fields: new Map([
    ['magic', { at: 0, width: 4 }],
    ['cluster_size', { at: 4, width: 4 }],
    ['table_size', { at: 8, width: 4 }],
    ['header_size', { at: 12, width: 4 }],
    ['features', { at: 16, width: 8 }],
    ['compat_features', { at: 24, width: 8 }],
    ['autoclear_features', { at: 32, width: 8 }],
    ['l1_table_offset', { at: 40, width: 8 }],
    ['image_size', { at: 48, width: 8 }],
    ['backing_file_offset', { at: 56, width: 4 }],
    ['backing_file_size', { at: 60, width: 4 }],
  ]),
  tables: { l1: 64, l2: 64 },
  showsHoles: false,
  isProbed: true,
  opensEmpty: true,
};

/** QED, which came between qcow2 and its version 3: two levels of tables, and a backing file. */
export const qed: BlockFormat = {
  kinds: { image },
  // With larger clusters a table covers 4 GiB: qemu answers no byte of so many, and aborts.
  sizes: { least: 4096, most: 1 << 16 },
  largest: cluster => BigInt((qedTableClusters * cluster) / entryBytes) ** 2n * BigInt(cluster),
  unallocated: 'open',
  countsPartSector: true,
  // The header has a bit for a raw backing file, and no room for another format.
  recordedFormat: format => (format === 'raw' ? format : null),
};

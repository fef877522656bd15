import type { BlockFormat, BlockKind } from './block-format.ts';

const image: BlockKind = {
  states: ['unallocated', 'data', 'data-hole', 'compressed'],
  fields: new Map([
    ['magic', { at: 0, width: 4 }],
    ['version', { at: 4, width: 4 }],
    ['backing_file_offset', { at: 8, width: 8 }],
    ['backing_file_size', { at: 16, width: 4 }],
    ['mtime', { at: 20, width: 4 }],
    ['size', { at: 24, width: 8 }],
    ['cluster_bits', { at: 32, width: 1 }],
    ['l2_bits', { at: 33, width: 1 }],
    ['crypt_method', { at: 36, width: 4 }],
    ['l1_table_offset', { at: 40, width: 8 }],
  ]),
  tables: { l1: 64, l2: 64 },
  showsHoles: false,
  isProbed: true,
  // qemu wants two bytes at least.
  opensEmpty: false,
};

/** The first version of qcow2: two levels of tables, no clusters of zeros, a backing file whose format is never recorded. */
export const qcow: BlockFormat = {
  kinds: { image },
  sizes: { least: 512, most: 1 << 16 },
  // As many L1 entries as qemu reads of the smallest tables.
  largest: cluster => 0xfff_ffffn * 64n * BigInt(cluster),
  unallocated: 'open',
  countsPartSector: true,
  isWrittenCompressed: true,
  recordedFormat: () => null,
  encryption: { method: 'aes' },
};

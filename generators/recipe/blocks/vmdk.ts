import type { BlockFormat, BlockKind } from './block-format.ts';

const monolithicSparse: BlockKind = {
  // `zero-plain` is a grain with an entry that says so, which a flag of the header allows.
  states: ['unallocated', 'zero-plain', 'data', 'data-hole'],
  fields: new Map([
    ['magic', { at: 0, width: 4 }],
    ['version', { at: 4, width: 4 }],
    ['flags', { at: 8, width: 4 }],
    ['capacity', { at: 12, width: 8 }],
    ['grain_size', { at: 20, width: 8 }],
    ['descriptor_offset', { at: 28, width: 8 }],
    ['descriptor_size', { at: 36, width: 8 }],
    ['table_entries', { at: 44, width: 4 }],
    ['redundant_offset', { at: 48, width: 8 }],
    ['directory_offset', { at: 56, width: 8 }],
    ['overhead', { at: 64, width: 8 }],
    ['unclean', { at: 72, width: 1 }],
    ['compression', { at: 77, width: 2 }],
  ]),
  tables: { l1: 32, l2: 32 },
  showsHoles: false,
  isProbed: true,
  // The descriptor inside it is then read as that of an image of several files.
  opensEmpty: false,
};

/**
 * The format of VMware, in one file with a descriptor of its own. `l1` is its grain directory, `l2` its grain tables. The
 * kinds have the names that qemu gives them.
 */
export const vmdk: BlockFormat = {
  kinds: {
    monolithicSparse,
    streamOptimized: { ...monolithicSparse, states: ['unallocated', 'zero-plain', 'compressed'] },
  },
  sizes: { least: 512, most: 1 << 30 },
  // As many tables as qemu reads, of the smallest grains.
  largest: () => 1n << 43n,
  unallocated: 'open',
  countsPartSector: true,
};

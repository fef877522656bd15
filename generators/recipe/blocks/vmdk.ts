import type { HeaderField } from '../header-field.ts';
import type { BlockFormat, BlockKind } from './block-format.ts';

const sparseFields: ReadonlyMap<string, HeaderField> = new Map([
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
]);

const monolithicSparse: BlockKind = {
  // `zero-plain` is a grain with an entry that says so, which a flag of the header allows.
  states: ['unallocated', 'zero-plain', 'data', 'data-hole'],
  fields: sparseFields,
  tables: { l1: 32, l2: 32 },
  showsHoles: false,
  isProbed: true,
  // The descriptor inside it is then read as that of an image of several files.
  opensEmpty: false,
};

/** Sparse extents of the oldest kind, which ESX has: COWD. */
const vmfsSparse: BlockKind = {
  ...monolithicSparse,
  states: ['unallocated', 'data', 'data-hole'],
  fields: new Map([
    ['magic', { at: 0, width: 4 }],
    ['version', { at: 4, width: 4 }],
    ['flags', { at: 8, width: 4 }],
    ['capacity', { at: 12, width: 4 }],
    ['grain_size', { at: 16, width: 4 }],
    ['directory_offset', { at: 20, width: 4 }],
    ['directory_entries', { at: 24, width: 4 }],
  ]),
  opensEmpty: true,
  hasExtents: true,
};

/** Sparse extents of ESX 6.5 and later. Its header is followed by a second, volatile one. */
const seSparse: BlockKind = {
  ...monolithicSparse,
  // `zero-allocated` is an unmapped grain.
  states: ['unallocated', 'zero-plain', 'zero-allocated', 'data', 'data-hole'],
  fields: new Map([
    ['magic', { at: 0, width: 8 }],
    ['version', { at: 8, width: 8 }],
    ['capacity', { at: 16, width: 8 }],
    ['grain_size', { at: 24, width: 8 }],
    ['table_size', { at: 32, width: 8 }],
    ['flags', { at: 40, width: 8 }],
    ['reserved', { at: 48, width: 8 }],
    ['volatile_offset', { at: 80, width: 8 }],
    ['volatile_size', { at: 88, width: 8 }],
    ['directory_offset', { at: 128, width: 8 }],
    ['directory_size', { at: 136, width: 8 }],
    ['tables_offset', { at: 144, width: 8 }],
    ['tables_size', { at: 152, width: 8 }],
    ['grains_offset', { at: 192, width: 8 }],
    ['grains_size', { at: 200, width: 8 }],
    ['padding', { at: 208, width: 8 }],
    ['volatile_magic', { at: 512, width: 8 }],
    ['replay_journal', { at: 536, width: 8 }],
    ['volatile_padding', { at: 544, width: 8 }],
  ]),
  tables: { l1: 64, l2: 64 },
  opensEmpty: true,
  hasExtents: true,
  sizes: { least: 4096, most: 4096 },
};

/** Extents that have the guest's bytes and nothing else. */
const flat: BlockKind = {
  states: ['data', 'data-hole'],
  fields: new Map(),
  tables: {},
  showsHoles: true,
  isProbed: true,
  opensEmpty: true,
  hasExtents: true,
};

/**
 * The format of VMware. `l1` is a grain directory, `l2` are its grain tables. The kinds have the names that the descriptors of
 * images give them.
 */
export const vmdk: BlockFormat = {
  kinds: {
    monolithicSparse,
    streamOptimized: { ...monolithicSparse, states: ['unallocated', 'zero-plain', 'compressed'] },
    monolithicFlat: flat,
    twoGbMaxExtentFlat: flat,
    vmfs: flat,
    twoGbMaxExtentSparse: { ...monolithicSparse, opensEmpty: true, hasExtents: true },
    vmfsSparse,
    seSparse,
  },
  sizes: { least: 512, most: 1 << 30 },
  // As many tables as qemu reads, of the smallest grains.
  largest: () => 1n << 43n,
  unallocated: 'open',
  countsPartSector: true,
  isWrittenCompressed: true,
  // Descriptors name a parent in quotation marks, and not what format it has.
  recordedFormat: () => null,
  onlyOverItself: true,
  endsNames: '"',
};

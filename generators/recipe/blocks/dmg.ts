import type { BlockFormat, BlockKind } from './block-format.ts';

const propertyList: BlockKind = {
  // `unallocated` is a chunk that says so, and reads as zeros as one of zeros does.
  states: ['unallocated', 'zero-plain', 'data', 'data-hole', 'compressed'],
  // All of them are in the trailer.
  fields: new Map([
    ['signature', { at: 0, width: 4 }],
    ['data_fork_offset', { at: 0x18, width: 8 }],
    ['data_fork_length', { at: 0x20, width: 8 }],
    ['resource_fork_offset', { at: 0x28, width: 8 }],
    ['resource_fork_length', { at: 0x30, width: 8 }],
    ['list_offset', { at: 0xd8, width: 8 }],
    ['list_length', { at: 0xe0, width: 8 }],
    ['sectors', { at: 0x1ec, width: 8 }],
  ]),
  tables: {},
  showsHoles: false,
  isProbed: true,
  opensEmpty: true,
};

/** Disk images of macOS: chunks in a property list or in a resource fork. Map is told nothing of any of them. */
export const dmg: BlockFormat = {
  kinds: { propertyList, resourceFork: propertyList },
  // A chunk has at most 64 MiB.
  sizes: { least: 512, most: 1 << 26 },
  largest: () => 1n << 50n,
  unallocated: 'data',
  countsPartSector: true,
  ending: '.dmg',
};

import type { BlockFormat, BlockKind } from './block-format.ts';

const extended: BlockKind = {
  states: ['unallocated', 'data', 'data-hole'],
  fields: new Map([
    ['magic', { at: 0, width: 8 }],
    ['magic_end', { at: 8, width: 8 }],
    ['version', { at: 16, width: 4 }],
    ['heads', { at: 20, width: 4 }],
    ['cylinders', { at: 24, width: 4 }],
    ['tracks', { at: 28, width: 4 }],
    ['bat_entries', { at: 32, width: 4 }],
    ['nb_sectors', { at: 36, width: 8 }],
    ['inuse', { at: 44, width: 4 }],
    ['data_off', { at: 48, width: 4 }],
    ['flags', { at: 52, width: 4 }],
    ['ext_off', { at: 56, width: 8 }],
  ]),
  tables: { table: 32 },
  showsHoles: false,
  isProbed: true,
  opensEmpty: true,
};

/** The format of Parallels. The file names no backing file, but options can. Entries count clusters, in old images sectors. */
export const parallels: BlockFormat = {
  kinds: { extended, old: extended },
  sizes: { least: 512, most: 1 << 30 },
  // From 1 TiB on qemu-img aborts: it counts sectors in signed 32 bits.
  largest: () => (1n << 40n) - 512n,
  unallocated: 'open',
  countsPartSector: true,
  missingBefore: [6, 0],
};

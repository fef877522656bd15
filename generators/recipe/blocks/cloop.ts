import type { BlockFormat } from './block-format.ts';

/** Compressed read-only disks, as Knoppix has them. Map is told nothing of any block. */
export const cloop: BlockFormat = {
  kinds: {
    image: {
      states: ['compressed'],
      fields: new Map([
        ['script', { at: 0, width: 8 }],
        ['block_size', { at: 128, width: 4 }],
        ['blocks', { at: 132, width: 4 }],
      ]),
      tables: { table: 64 },
      showsHoles: false,
      isProbed: true,
      opensEmpty: true,
    },
  },
  sizes: { least: 512, most: 1 << 26 },
  // As many offsets as qemu reads.
  largest: unit => BigInt(unit) << 25n,
  unallocated: 'data',
  countsPartSector: false,
  hasWholeBlocks: true,
};

import type { BlockFormat, BlockKind } from './block-format.ts';

const dynamic: BlockKind = {
  // `zero-plain` is a discarded block. It has an entry of its own, and reads as a block that was never allocated.
  states: ['unallocated', 'zero-plain', 'data', 'data-hole'],
  fields: new Map([
    ['signature', { at: 64, width: 4 }],
    ['version', { at: 68, width: 4 }],
    ['header_size', { at: 72, width: 4 }],
    ['image_type', { at: 76, width: 4 }],
    ['image_flags', { at: 80, width: 4 }],
    ['map_offset', { at: 340, width: 4 }],
    ['data_offset', { at: 344, width: 4 }],
    ['sector_size', { at: 360, width: 4 }],
    ['disk_size', { at: 368, width: 8 }],
    ['block_size', { at: 376, width: 4 }],
    ['block_extra', { at: 380, width: 4 }],
    ['blocks_in_image', { at: 384, width: 4 }],
    ['blocks_allocated', { at: 388, width: 4 }],
    ['link_uuid', { at: 424, width: 8 }],
    ['parent_uuid', { at: 440, width: 8 }],
  ]),
  tables: { table: 32 },
  showsHoles: false,
  isProbed: true,
  opensEmpty: true,
};

/** The format of VirtualBox. qemu opens no other blocks than those of 1 MiB. */
export const vdi: BlockFormat = {
  kinds: { dynamic, static: { ...dynamic, showsHoles: true } },
  sizes: { least: 1 << 20, most: 1 << 20 },
  // As many blocks as fit qemu's table of 2 GiB.
  largest: () => 0x1fff_ff80n << 20n,
  unallocated: 'zero',
  countsPartSector: true,
};

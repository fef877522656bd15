import type { BlockFormat, BlockKind } from './block-format.ts';

const volume: BlockKind = {
  states: ['data', 'data-hole'],
  fields: new Map([
    ['magic', { at: 0, width: 4 }],
    ['version', { at: 6, width: 2 }],
    ['payload_offset', { at: 104, width: 4 }],
    ['key_bytes', { at: 108, width: 4 }],
    ['iterations', { at: 164, width: 4 }],
    ['slot_state', { at: 208, width: 4 }],
    ['slot_iterations', { at: 212, width: 4 }],
    ['slot_offset', { at: 248, width: 4 }],
    ['slot_stripes', { at: 252, width: 4 }],
  ]),
  tables: {},
  showsHoles: false,
  isProbed: true,
  opensEmpty: true,
};

/** A LUKS volume by itself: a header with key material, then the encrypted data. Map is told nothing of it. */
export const luks: BlockFormat = {
  kinds: { volume },
  sizes: { least: 512, most: 1 << 30 },
  largest: () => 1n << 50n,
  unallocated: 'data',
  countsPartSector: true,
  encryption: { method: 'luks', usual: 's3cret' },
};

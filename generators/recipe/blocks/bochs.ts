import type { HeaderField } from '../header-field.ts';
import type { BlockFormat, BlockKind } from './block-format.ts';

const fields = (sizeAt: number): ReadonlyMap<string, HeaderField> =>
  new Map([
    ['magic', { at: 0, width: 8 }],
    ['type', { at: 32, width: 8 }],
    ['subtype', { at: 48, width: 8 }],
    ['version', { at: 64, width: 4 }],
    ['header_size', { at: 68, width: 4 }],
    ['catalog_entries', { at: 72, width: 4 }],
    ['bitmap_bytes', { at: 76, width: 4 }],
    ['extent_bytes', { at: 80, width: 4 }],
    ['disk_size', { at: sizeAt, width: 8 }],
  ]);

const growing: BlockKind = {
  states: ['unallocated', 'data', 'data-hole'],
  fields: fields(88),
  tables: { table: 32 },
  showsHoles: false,
  isProbed: true,
  opensEmpty: true,
};

/** The growing images of Bochs, of both versions. Map is told nothing of any block. */
export const bochs: BlockFormat = {
  kinds: { growing, old: { ...growing, fields: fields(84) } },
  sizes: { least: 512, most: 1 << 23 },
  // As many entries as qemu reads.
  largest: unit => BigInt(unit) << 20n,
  unallocated: 'data',
  countsPartSector: false,
};

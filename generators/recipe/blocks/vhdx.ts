import type { HeaderField } from '../header-field.ts';
import type { BlockFormat, BlockKind } from './block-format.ts';

/** Fields, by their places in a part of the file. */
type Fields = readonly (readonly [string, HeaderField])[];

const header: Fields = [
  ['header_signature', { at: 0, width: 4 }],
  ['header_checksum', { at: 4, width: 4 }],
  ['sequence', { at: 8, width: 8 }],
  ['log_guid', { at: 48, width: 8 }],
  ['log_version', { at: 64, width: 2 }],
  ['version', { at: 66, width: 2 }],
  ['log_length', { at: 68, width: 4 }],
  ['log_offset', { at: 72, width: 8 }],
];

const regionTable: Fields = [
  ['regions_signature', { at: 0, width: 4 }],
  ['regions_checksum', { at: 4, width: 4 }],
  ['regions', { at: 8, width: 4 }],
  ['table_guid', { at: 16, width: 8 }],
  ['table_offset', { at: 32, width: 8 }],
  ['table_length', { at: 40, width: 4 }],
  ['table_required', { at: 44, width: 4 }],
  ['metadata_guid', { at: 48, width: 8 }],
  ['metadata_offset', { at: 64, width: 8 }],
  ['metadata_length', { at: 72, width: 4 }],
];

/** The table of the items, and the items after it. */
const metadata: Fields = [
  ['metadata_signature', { at: 0, width: 8 }],
  ['items', { at: 10, width: 2 }],
  ['first_guid', { at: 32, width: 8 }],
  ['first_offset', { at: 48, width: 4 }],
  ['first_flags', { at: 56, width: 4 }],
  ['block_size', { at: 65_536, width: 4 }],
  ['disk_flags', { at: 65_540, width: 4 }],
  ['disk_size', { at: 65_544, width: 8 }],
  ['logical_sector', { at: 65_568, width: 4 }],
  ['physical_sector', { at: 65_572, width: 4 }],
];

/** Where the parts with fields begin, in bytes of the file. */
export const vhdxPlaces = { header: 65_536, regionTable: 196_608, metadata: 2_097_152 } as const;

const dynamic: BlockKind = {
  // In this order: not present, undefined, zero, unmapped; partially present, which only an image with a parent may have.
  states: ['unallocated', 'reserved', 'zero-plain', 'zero-allocated', 'illegal', 'data', 'data-hole'],
  fields: new Map([
    ['signature', { at: 0, width: 8 }],
    ...placed(vhdxPlaces.header, header),
    ...placed(vhdxPlaces.regionTable, regionTable),
    ...placed(vhdxPlaces.metadata, metadata),
  ]),
  tables: { table: 64 },
  showsHoles: false,
  isProbed: true,
  opensEmpty: true,
};

function placed(start: number, fields: Fields): [string, HeaderField][] {
  return fields.map(([name, { at, width }]) => [name, { at: start + at, width }]);
}

/**
 * The format of Hyper-V. qemu checks the blocks of an image and tells map nothing of them. The first of its two headers is the
 * one that counts, as long as its checksum fits.
 */
export const vhdx: BlockFormat = {
  kinds: { dynamic, fixed: { ...dynamic, states: ['data', 'data-hole'] } },
  sizes: { least: 1 << 20, most: 1 << 28 },
  // The most that the format allows (section 1.3); qemu opens more.
  largest: () => 1n << 46n,
  unallocated: 'data',
  countsPartSector: false,
};

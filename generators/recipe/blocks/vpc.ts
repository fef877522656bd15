import type { HeaderField } from '../header-field.ts';
import type { BlockFormat } from './block-format.ts';

const footer: readonly (readonly [string, HeaderField])[] = [
  ['cookie', { at: 0, width: 8 }],
  ['features', { at: 8, width: 4 }],
  ['version', { at: 12, width: 4 }],
  ['data_offset', { at: 16, width: 8 }],
  ['creator', { at: 28, width: 4 }],
  ['original_size', { at: 40, width: 8 }],
  ['current_size', { at: 48, width: 8 }],
  ['cylinders', { at: 56, width: 2 }],
  ['heads', { at: 58, width: 1 }],
  ['sectors', { at: 59, width: 1 }],
  ['disk_type', { at: 60, width: 4 }],
  ['checksum', { at: 64, width: 4 }],
];

/** It follows the copy of the footer at the start of the file. */
const dynamicHeader: readonly (readonly [string, HeaderField])[] = [
  ['dynamic_cookie', { at: 512, width: 8 }],
  ['table_offset', { at: 528, width: 8 }],
  ['max_table_entries', { at: 540, width: 4 }],
  ['block_size', { at: 544, width: 4 }],
  ['dynamic_checksum', { at: 548, width: 4 }],
];

/** The format of Virtual PC, also called VHD. */
export const vpc: BlockFormat = {
  kinds: {
    dynamic: {
      states: ['unallocated', 'data', 'data-hole'],
      fields: new Map([...footer, ...dynamicHeader]),
      tables: { table: 32 },
      showsHoles: false,
      isProbed: true,
      opensEmpty: true,
    },
    // Its header is a footer: nothing at the start of the file tells what it is.
    fixed: {
      states: ['data', 'data-hole'],
      fields: new Map(footer),
      tables: {},
      showsHoles: true,
      isProbed: false,
      // Its footer is at the start, where a dynamic image has one.
      opensEmpty: false,
    },
  },
  sizes: { least: 512, most: 1 << 30 },
  largest: () => 0xff00_0000n * 512n,
  unallocated: 'zero',
  countsPartSector: false,
};

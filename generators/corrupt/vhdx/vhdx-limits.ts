import type { HeaderLimits } from '../blocks/block-damage.ts';

const mebibyte = 1n << 20n;

export const vhdxLimits: HeaderLimits = name => {
  switch (name) {
    case 'sequence':
      return [1n, 2n];
    case 'log_version':
    case 'version':
    case 'table_required':
      return [0n, 1n];
    case 'log_length':
    case 'table_length':
      return [0n, 8n, mebibyte, 2n * mebibyte];
    case 'log_offset':
    case 'table_offset':
    case 'metadata_offset':
      return [0n, mebibyte, 2n * mebibyte, 3n * mebibyte, 4n * mebibyte];
    case 'regions':
      return [1n, 2n, 3n, 2047n];
    case 'items':
      return [4n, 5n, 6n, 2047n];
    case 'first_flags':
      return [0n, 4n];
    case 'block_size':
      return [mebibyte, 3n * mebibyte, 256n * mebibyte];
    case 'disk_flags':
      return [0n, 1n, 2n];
    case 'logical_sector':
      return [512n, 4096n];
    default:
      return [];
  }
};

/** The entry of a block at a place of the file: it is there. */
export function vhdxEntry(place: bigint): bigint {
  return place | 6n;
}

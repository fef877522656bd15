import { subformatOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import type { HeaderLimits } from '../blocks/block-damage.ts';

export const vmdkLimits: HeaderLimits = name => {
  switch (name) {
    case 'version':
      return [0n, 1n, 3n, 0x2_0000_0001n];
    case 'flags':
      return [0n, 1n, 3n, 5n, 7n, 0x3_0001n];
    case 'grain_size':
      return [0n, 1n, 8n, 128n, 0x20_0000n, 1n << 31n];
    case 'table_entries':
      return [1n, 512n];
    case 'table_size':
      return [64n];
    case 'directory_offset':
      return [4n, 21n, (1n << 64n) - 1n];
    case 'directory_entries':
    case 'directory_size':
      return [0n, 1n, 2n];
    case 'compression':
      return [0n, 1n];
    case 'volatile_offset':
      return [0n, 1n, 2n];
    case 'volatile_magic':
      return [0xcafe_cafen];
    case 'reserved':
    case 'padding':
    case 'replay_journal':
    case 'volatile_padding':
      return [0n, 1n];
    default:
      return [];
  }
};

const grainBytes = 4096n;
/** The upper four bits of the entry of a grain of data in an extent of the kind seSparse. */
const seSparseData = 3n << 60n;

/** The entry that leads to a place of the file: sectors, or the number of a grain. */
export function vmdkEntry(place: bigint, layer: BlockLayer): bigint {
  return subformatOf(layer) === 'seSparse' ? seSparseData | (place / grainBytes) : place / 512n;
}

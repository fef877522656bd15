import type { HeaderLimits } from '../blocks/block-damage.ts';

export const vmdkLimits: HeaderLimits = name => {
  switch (name) {
    case 'version':
      return [0n, 1n, 3n];
    case 'flags':
      return [1n, 3n, 5n, 7n, 0x3_0001n];
    case 'grain_size':
      return [1n, 128n, 0x20_0000n, 1n << 31n];
    case 'table_entries':
      return [1n, 512n];
    case 'directory_offset':
      return [21n, (1n << 64n) - 1n];
    case 'compression':
      return [0n, 1n];
    default:
      return [];
  }
};

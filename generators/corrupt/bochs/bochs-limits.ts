import type { HeaderLimits } from '../blocks/block-damage.ts';

export const bochsLimits: HeaderLimits = name => {
  switch (name) {
    case 'version':
      return [0x1_0000n, 0x2_0000n];
    case 'header_size':
      return [0n, 512n];
    case 'catalog_entries':
      return [0n, 1n, 1_048_576n];
    case 'extent_bytes':
      return [0n, 512n, 8_388_608n];
    default:
      return [];
  }
};

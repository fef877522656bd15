import type { HeaderLimits } from '../blocks/block-damage.ts';

export const qedLimits: HeaderLimits = name => {
  switch (name) {
    case 'cluster_size':
      return [4096n, 1n << 16n, 1n << 26n];
    case 'table_size':
      return [1n, 2n, 16n];
    case 'header_size':
      return [0n, 1n, 2n];
    case 'features':
    case 'autoclear_features':
      return [0n, 1n, 2n, 4n, 5n, 7n, 8n];
    case 'backing_file_size':
      return [0n, 1023n, 4095n, 4096n];
    default:
      return [];
  }
};

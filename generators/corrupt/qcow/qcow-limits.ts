import type { HeaderLimits } from '../blocks/block-damage.ts';

export const qcowLimits: HeaderLimits = name => {
  switch (name) {
    case 'version':
      return [1n, 2n, 3n];
    case 'backing_file_offset':
      return [0n, 48n];
    case 'backing_file_size':
      return [0n, 1023n];
    case 'size':
      return [1n, 2n, 512n, 1n << 63n];
    case 'cluster_bits':
      return [9n, 16n];
    case 'l2_bits':
      return [6n, 13n];
    case 'crypt_method':
      return [0n, 1n, 2n];
    default:
      return [];
  }
};

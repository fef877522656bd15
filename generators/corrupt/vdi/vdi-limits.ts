import type { HeaderLimits } from '../blocks/block-damage.ts';

const mostBlocks = 0x1fff_ff80n;

export const vdiLimits: HeaderLimits = name => {
  switch (name) {
    case 'signature':
      return [0xbeda_107fn];
    case 'version':
      return [0x0001_0001n, 0x0001_0000n, 0x0002_0001n];
    case 'image_type':
      return [1n, 2n, 3n, 4n];
    case 'sector_size':
      return [512n];
    case 'disk_size':
      return [mostBlocks << 20n];
    case 'block_size':
      return [1n << 20n];
    case 'blocks_in_image':
      return [mostBlocks];
    default:
      return [];
  }
};

import type { HeaderLimits } from '../blocks/block-damage.ts';

export const cloopLimits: HeaderLimits = name => {
  switch (name) {
    case 'block_size':
      return [0n, 512n, 67_108_864n];
    case 'blocks':
      return [0n, 1n, 67_108_863n, 536_870_911n];
    default:
      return [];
  }
};

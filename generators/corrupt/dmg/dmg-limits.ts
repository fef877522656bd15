import type { HeaderLimits } from '../blocks/block-damage.ts';

export const dmgLimits: HeaderLimits = name => {
  switch (name) {
    case 'resource_fork_length':
    case 'list_length':
      return [0n, 1n, 244n, 16_777_216n];
    case 'sectors':
      return [0n, 1n, 1n << 54n, 1n << 63n];
    default:
      return [];
  }
};

import type { HeaderLimits } from '../blocks/block-damage.ts';

/** The mark of an image that a program has open. */
const inUse = 0x746f_6e59n;

export const parallelsLimits: HeaderLimits = name => {
  switch (name) {
    case 'version':
      return [2n];
    case 'tracks':
      return [1n, 4_186_127n];
    case 'bat_entries':
      return [0n, 0x1fff_ffffn];
    case 'nb_sectors':
      return [0n, 1n << 31n, 1n << 32n];
    case 'inuse':
      return [inUse];
    case 'ext_off':
      return [0n, (1n << 54n) - 1n, 1n << 54n];
    default:
      return [];
  }
};

import type { HeaderLimits } from '../blocks/block-damage.ts';

/** Creators of which versions of qemu take the size from the geometry, from the footer, or one of them. */
const creators = ['qemu', 'vpc ', 'win ', 'qem2', 'd2v ', 'CTXS', 'tap\0', 'tapx', 'wa\0\0', '\0\0\0\0'];

/** The most sectors that qemu opens. */
const mostBytes = 0xff00_0000n * 512n;

export const vpcLimits: HeaderLimits = name => {
  switch (name) {
    case 'creator':
      return creators.map(text => BigInt(Buffer.from(text, 'latin1').readUInt32BE()));
    case 'current_size':
      return [0n, 512n, mostBytes];
    case 'cylinders':
      return [0n, 2n, 65_535n];
    case 'heads':
      return [0n, 16n];
    case 'sectors':
      return [0n, 17n, 255n];
    case 'disk_type':
      return [0n, 2n, 3n, 4n];
    case 'max_table_entries':
      return [0x1fff_ffffn, 1n << 31n];
    case 'block_size':
      return [512n, 4096n, 1n << 21n, 1n << 31n];
    default:
      return [];
  }
};

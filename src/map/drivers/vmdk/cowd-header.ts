import type { Bytes } from '../../basics/bytes.ts';
import type { DirectoryLayout } from './grains/grain-directory.ts';
import { sectorBytes } from './sectors.ts';

/** What map needs of the header of an extent of the kind COWD, the older sparse files of VMware. */
export interface CowdHeader {
  /** The size of the extent, in sectors. */
  readonly capacity: bigint;
  readonly layout: DirectoryLayout;
}

export const cowdMagic = 'COWD';

const grainsPerTable = 4096;

/** Reads the header in the first 512 bytes of a file. */
export function readCowdHeader(bytes: Bytes): CowdHeader {
  return {
    capacity: BigInt(bytes.readUInt32LE(12)),
    layout: {
      offset: BigInt(bytes.readUInt32LE(20) * sectorBytes),
      copy: 0n,
      entries: bytes.readUInt32LE(24),
      grainsPerTable,
      entryBytes: 4,
      grainSectors: BigInt(bytes.readUInt32LE(16)),
    },
  };
}

import type { Bytes } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';

/** What map needs of the header of a Parallels image. */
export interface ParallelsHeader {
  /** The one of `magics` that it begins with. */
  readonly isOld: boolean;
  /** Sectors of a cluster. The format says "tracks". */
  readonly clusterSectors: number;
  /** How many entries the block allocation table has. */
  readonly entries: number;
  /** Sectors of the disk: 64 bits, signed, and not checked. */
  readonly sectors: bigint;
  /** The image was not closed. */
  readonly inUse: boolean;
  /** Where clusters begin, in sectors. Not checked: see `DataArea`. */
  readonly dataSector: number;
  /** Where the format extension is, in sectors; 0: there is none. */
  readonly extensionSector: bigint;
}

export const sector = 512;

/** Bytes of a header. The block allocation table follows it. */
export const headerBytes = 64;

const oldMagic = 'WithoutFreeSpace';
const magic = 'WithouFreSpacExt';
const version = 2;
const inUseMark = 0x746f_6e59;
const mostClusterSectors = 4_186_127;
const mostEntries = 0x1fff_ffff;
const farthestExtension = 2n ** 54n - 1n;

/** Whether a file begins as a Parallels image of the version that qemu reads. */
export function isParallels(head: Bytes): boolean {
  return [oldMagic, magic].some(text => head.hasText(text)) && head.readUInt32LE(16) === version;
}

/**
 * Reads and checks a header, in qemu's order (block/parallels.c, 7.2 to 11.1).
 *
 * @param header its 64 bytes
 * @throws Refusal
 */
export function readParallelsHeader(header: Bytes, profile: Profile): ParallelsHeader {
  if (!isParallels(header)) throw new Refusal('Image not in Parallels format');
  const isOld = magicOf(header) === oldMagic;
  const clusterSectors = header.readUInt32LE(28);
  const entries = header.readUInt32LE(32);
  const sectors = isOld ? BigInt(header.readUInt32LE(36)) : header.readBigInt64LE(36);
  const extensionSector = header.readBigUInt64LE(56);
  if (clusterSectors === 0) throw invalid('Zero sectors per track');
  if (clusterSectors > mostClusterSectors) throw invalid('Too big cluster');
  if (entries > mostEntries) throw new Refusal('Catalog too large');
  if (profile.parallelsFarExtension === 'refused' && extensionSector >= farthestExtension) {
    throw invalid('Too big offset');
  }
  // Here the sign counts as a bit.
  if (profile.parallelsDataArea && BigInt(entries) * BigInt(clusterSectors) < BigInt.asUintN(64, sectors)) {
    throw invalid('Catalog size too small for advertised disk size');
  }
  return {
    isOld,
    clusterSectors,
    entries,
    sectors,
    inUse: header.readUInt32LE(44) === inUseMark,
    dataSector: header.readUInt32LE(48),
    extensionSector,
  };
}

function magicOf(head: Bytes): string {
  return head.latin1(0, magic.length);
}

function invalid(what: string): Refusal {
  return new Refusal(`Invalid image: ${what}`);
}

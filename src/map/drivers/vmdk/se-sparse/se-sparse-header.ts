import type { Bytes } from '../../../basics/bytes.ts';
import { Refusal } from '../../../basics/error.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { readOrRefuse } from '../../../file/unreadable.ts';
import type { Profile } from '../../../profile/profile.ts';
import { isWithinReach } from '../../format/reach.ts';
import type { DirectoryLayout } from '../grains/grain-directory.ts';
import { asBytes, sectorBytes } from '../sectors.ts';

/** What map needs of the headers of an extent of the kind seSparse. */
export interface SeSparseHeader {
  /** The size of the extent, in sectors. */
  readonly capacity: bigint;
  readonly layout: DirectoryLayout;
  /** Where the grain tables begin, in sectors. */
  readonly tables: bigint;
  /** Where the grains begin, in sectors. */
  readonly grains: bigint;
}

/** Sectors of a grain and of a grain table. qemu reads no other sizes. */
const grainSectors = 8n;
export const tableSectors = 64;
const entryBytes = 8;
export const grainsPerTable: number = (tableSectors * sectorBytes) / entryBytes;

const constantMagic = 0xcafe_baben;
const volatileMagic = 0xcafe_cafen;
const supportedVersion = 0x2_0000_0001n;

/**
 * Reads and checks the constant and the volatile header, in qemu's order.
 *
 * @throws Refusal
 */
export function readSeSparseHeader(file: ImageFile, profile: Profile): SeSparseHeader {
  const header = readOrRefuse(`Could not read const header from file '${file.name}'`, () =>
    file.read(0, sectorBytes),
  );
  const word = (index: number): bigint => header.readBigUInt64LE(index * 8);
  checkConstant(header);
  checkVolatile(file, asBytes(word(10)), profile);
  return {
    capacity: word(2),
    layout: {
      offset: asBytes(word(16)),
      copy: 0n,
      entries: Number(
        BigInt.asUintN(32, BigInt.asUintN(64, word(17) * BigInt(sectorBytes)) / BigInt(entryBytes)),
      ),
      grainsPerTable,
      entryBytes,
      grainSectors,
    },
    tables: word(18),
    grains: word(24),
  };
}

function checkConstant(header: Bytes): void {
  const word = (index: number): bigint => header.readBigUInt64LE(index * 8);
  if (word(0) !== constantMagic) throw new Refusal(`Bad const header magic: ${hex(word(0))}`);
  if (word(1) !== supportedVersion) throw new Refusal(`Unsupported version: ${hex(word(1))}`);
  if (word(3) !== grainSectors) throw new Refusal(`Unsupported grain size: ${word(3)}`);
  if (word(4) !== BigInt(tableSectors)) throw new Refusal(`Unsupported grain table size: ${word(4)}`);
  if (word(5) !== 0n) throw new Refusal(`Unsupported flags: ${hex(word(5))}`);
  const reserved = [word(6), word(7), word(8), word(9)];
  if (reserved.some(value => value !== 0n)) {
    throw new Refusal(`Unsupported reserved bits: ${reserved.map(hex).join(' ')}`);
  }
  if (!isZero(header.subarray(208))) throw new Refusal('Unsupported non-zero const header padding');
}

function checkVolatile(file: ImageFile, offset: bigint, profile: Profile): void {
  const unreadable = `Could not read volatile header from file '${file.name}'`;
  if (offset < 0n || !isWithinReach(profile, offset, sectorBytes)) {
    throw new Refusal(`${unreadable}: Input/output error`);
  }
  const header = readOrRefuse(unreadable, () => file.read(Number(offset), sectorBytes));
  const magic = header.readBigUInt64LE(0);
  if (magic !== volatileMagic) throw new Refusal(`Bad volatile header magic: ${hex(magic)}`);
  if (header.readBigUInt64LE(24) !== 0n) throw new Refusal('Image is dirty, Replaying journal not supported');
  if (!isZero(header.subarray(32))) throw new Refusal('Unsupported non-zero volatile header padding');
}

function isZero(bytes: Bytes): boolean {
  return bytes.every(byte => byte === 0);
}

function hex(value: bigint): string {
  return `0x${value.toString(16).padStart(16, '0')}`;
}

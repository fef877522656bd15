import type { Bytes } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readOrRefuse } from '../../file/unreadable.ts';
import type { CommonOptions } from '../../node/common-options.ts';
import type { DirectoryLayout } from './grains/grain-directory.ts';
import type { GrainTraits } from './grains/grain-traits.ts';
import { asBytes, sectorBytes } from './sectors.ts';

/** What map needs of the header of an extent of the kind KDMV. */
export interface SparseHeader extends GrainTraits {
  /** The size of the extent, in sectors. */
  readonly capacity: bigint;
  /** Where the descriptor is, in sectors; it counts only if the capacity is 0. */
  readonly descriptor: bigint;
  readonly version: number;
  readonly layout: DirectoryLayout;
  /** How many sectors the file must have. */
  readonly overhead: bigint;
}

export const sparseMagic = 'KDMV';
const headerBytes = 512;

const flags = { copy: 2, zeroGrains: 4, markers: 0x2_0000 } as const;
const deflate = 1;
const newestVersion = 3;
const mostGrainsPerTable = 512;

/** The place of the directory in a header that leaves it to the one in the footer. */
const inFooter = 2n ** 64n - 1n;
const footerBytes = 3 * sectorBytes;
const footerType = 3;

/**
 * The header at the start of a file of the kind KDMV or COWD.
 *
 * @throws Refusal
 */
export function readHeader(file: ImageFile): Bytes {
  return readOrRefuse(`Could not read header from file '${file.name}'`, () => file.read(0, headerBytes));
}

/** Reads the 512 bytes of a header of the kind KDMV. Nothing is checked. */
export function readSparseHeader(bytes: Bytes): SparseHeader {
  const flag = (bit: number): boolean => (bytes.readUInt32LE(8) & bit) !== 0;
  const capacity = bytes.readBigUInt64LE(12);
  const grainSectors = bytes.readBigUInt64LE(20);
  const grainsPerTable = bytes.readUInt32LE(44);
  const perTable = sectorsPerTable(grainsPerTable, grainSectors);
  const tables = perTable === 0n ? 0n : BigInt.asUintN(64, capacity + perTable - 1n) / perTable;
  return {
    version: bytes.readUInt32LE(4),
    capacity,
    descriptor: bytes.readBigUInt64LE(28),
    overhead: bytes.readBigUInt64LE(64),
    isCompressed: bytes.readUInt16LE(77) === deflate,
    hasZeroGrains: flag(flags.zeroGrains),
    hasMarkers: flag(flags.markers),
    layout: {
      offset: asBytes(bytes.readBigUInt64LE(56)),
      copy: flag(flags.copy) ? asBytes(bytes.readBigUInt64LE(48)) : 0n,
      entries: Number(BigInt.asUintN(32, tables)),
      grainsPerTable,
      entryBytes: 4,
      grainSectors,
    },
  };
}

/** qemu keeps the product in 32 bits. */
function sectorsPerTable(grainsPerTable: number, grainSectors: bigint): bigint {
  return BigInt.asUintN(32, BigInt(grainsPerTable) * grainSectors);
}

/**
 * The header that counts: that of the start, or the one in the footer.
 *
 * @param bytes of the header at the start of `file`
 * @param image the file at whose end qemu looks for the footer: that of the image, also for an extent in another file
 * @throws Refusal
 */
export function headerOrFooter(bytes: Bytes, file: ImageFile, image: ImageFile): SparseHeader {
  if (bytes.readBigUInt64LE(56) !== inFooter) return readSparseHeader(bytes);
  const end = Math.ceil(image.length / sectorBytes) * sectorBytes;
  const unreadable = 'Failed to read footer';
  if (end < footerBytes) throw new Refusal(`${unreadable}: Input/output error`);
  const footer = readOrRefuse(unreadable, () => file.read(end - footerBytes, footerBytes));
  const header = footer.subarray(sectorBytes, 2 * sectorBytes);
  const isMarked = footer.readUInt32LE(8) === 0 && footer.readUInt32LE(12) === footerType;
  const isLast = footer.subarray(2 * sectorBytes, 2 * sectorBytes + 16).every(byte => byte === 0);
  const isHeader = header.hasText(sparseMagic);
  if (!isMarked || !isLast || !isHeader) throw new Refusal('Invalid footer');
  return readSparseHeader(header);
}

/**
 * Checks a header, in qemu's order.
 *
 * @throws Refusal
 */
export function checkSparseHeader(
  header: SparseHeader,
  file: ImageFile,
  { writable }: Pick<CommonOptions, 'writable'>,
): void {
  const { version, isCompressed, layout, overhead } = header;
  if (version > newestVersion) throw new Refusal(`Unsupported VMDK version ${version}`);
  if (version === newestVersion && writable && !isCompressed) {
    throw new Refusal('VMDK version 3 must be read only');
  }
  if (layout.grainsPerTable > mostGrainsPerTable) throw new Refusal('L2 table size too big');
  if (sectorsPerTable(layout.grainsPerTable, layout.grainSectors) === 0n) {
    throw new Refusal('L1 entry size is invalid');
  }
  if (BigInt(Math.ceil(file.length / sectorBytes)) < overhead) {
    throw new Refusal(`File truncated, expecting at least ${asBytes(overhead)} bytes`);
  }
}

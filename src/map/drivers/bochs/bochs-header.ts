import type { Bytes } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';

/** Bytes of a header. */
const headerBytes = 512;

const firstVersion = 0x1_0000;
const secondVersion = 0x2_0000;

/** Where the size of the disk is in the header, in bytes, by its version. */
const sizeAt: ReadonlyMap<number, number> = new Map([
  [firstVersion, 84],
  [secondVersion, 88],
]);

const sector = 512;
const entryBytes = 4;
const mostEntries = 0x10_0000;
const largestExtent = 0x80_0000;

/** What a header says. Sizes and places are bytes. */
export interface BochsHeader {
  readonly virtualSize: number;
  readonly catalogAt: number;
  /** How many extents the catalog places. */
  readonly entries: number;
  /** Of the bitmap in front of each extent. */
  readonly bitmapBytes: number;
  readonly extentBytes: number;
}

/** Whether a header has the three strings of a growing disk, and a version that qemu knows. */
export function isBochs(header: Bytes): boolean {
  return (
    header.hasText('Bochs Virtual HD Image\0') &&
    header.hasText('Redolog\0', 32) &&
    header.hasText('Growing\0', 48) &&
    sizeAt.has(header.readUInt32LE(64))
  );
}

/**
 * Reads and checks a header in qemu's order (block/bochs.c, 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function readBochsHeader(file: ImageFile): BochsHeader {
  const header = file.read(0, headerBytes);
  if (!isBochs(header)) throw new Refusal('Image not in Bochs format');
  const entries = header.readUInt32LE(72);
  if (entries > mostEntries) throw new Refusal('Catalog size is too large');
  // Only that it can be read matters.
  file.read(header.readUInt32LE(68), entries * entryBytes);
  const extent = header.readUInt32LE(80);
  if (extent < sector) throw new Refusal(`Extent size must be at least ${sector}`);
  if ((extent & (extent - 1)) !== 0) throw new Refusal(`Extent size ${extent} is not a power of two`);
  if (extent > largestExtent) throw new Refusal(`Extent size ${extent} is too large`);
  const size = header.readBigUInt64LE(sizeAt.get(header.readUInt32LE(64))!);
  const sectors = Number(size / BigInt(sector));
  if (entries < Math.ceil(sectors / (extent / sector))) {
    throw new Refusal('Catalog size is too small for this disk size');
  }
  return {
    virtualSize: sectors * sector,
    catalogAt: header.readUInt32LE(68),
    entries,
    bitmapBytes: Math.ceil(header.readUInt32LE(76) / sector) * sector,
    extentBytes: extent,
  };
}

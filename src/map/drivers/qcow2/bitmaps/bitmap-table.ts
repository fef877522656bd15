import type { ByteString } from '../../../basics/byte-string.ts';
import { Refusal } from '../../../basics/error.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { readThrough } from '../../../file/read-through.ts';
import { readOrRefuse } from '../../../file/unreadable.ts';
import type { Reach } from '../../format/reach.ts';
import type { Header } from '../header/header.ts';
import { readTable, type Table } from '../tables/table.ts';

/** The table of a bitmap. */
export interface BitmapTable {
  /** The name of the bitmap. */
  readonly name: ByteString;
  /** Where it is in the file, in bytes. */
  readonly tableOffset: bigint;
  readonly tableEntries: number;
  /** Guest bytes that one bit of the bitmap covers, as a power of two. */
  readonly granularity: number;
}

/** Reserved bits of an entry (docs/interop/qcow2, "Bitmap table"): 1 to 8, and 56 to 63. */
const reservedHigh = 0xff00_0000;
const reservedLow = 0x0000_01fe;
const allOnes = 0x0000_0001;

/**
 * Checks the table of a bitmap that qemu loads when it opens the image, and whether the bitmap can be read.
 *
 * @throws Refusal
 */
export function checkBitmapTable(file: ImageFile, header: Header, bitmap: BitmapTable, reach: Reach): void {
  const { name } = bitmap;
  const unreadable = `Could not read bitmap_table table from image for bitmap '${name}'`;
  reach(bitmap.tableOffset, bitmap.tableEntries * 8, unreadable);
  const table = readOrRefuse(unreadable, () =>
    readTable(file, Number(bitmap.tableOffset), bitmap.tableEntries),
  );
  const { halves } = table;
  const clusterSize = 2 ** header.clusterBits;
  for (let at = 0; at < halves.length; at += 2) {
    if (!isSound(halves[at]!, halves[at + 1]!, clusterSize)) {
      throw new Refusal(`${unreadable}: Invalid argument`);
    }
  }
  const notRead = `Could not read bitmap '${name}' from image`;
  if (bitmap.tableEntries !== clustersOf(bitmap, header)) throw new Refusal(`${notRead}: Invalid argument`);
  readOrRefuse(notRead, () => readClusters(file, table, clusterSize));
}

/** Reads the clusters of a bitmap. A map needs none of them, but qemu reads them. */
function readClusters(file: ImageFile, { halves }: Table, clusterSize: number): void {
  for (let at = 0; at < halves.length; at += 2) {
    const offset = halves[at]! * 2 ** 32 + halves[at + 1]!;
    if (offset > allOnes) readThrough(file, offset, clusterSize);
  }
}

/** Whether an entry is valid: its offset is that of a cluster; without an offset it may have the all-ones flag. */
function isSound(high: number, low: number, clusterSize: number): boolean {
  if ((high & reservedHigh) !== 0 || (low & reservedLow) !== 0) return false;
  const hasOffset = high !== 0 || low > allOnes;
  return !hasOffset || low % clusterSize === 0;
}

/** The clusters that the bits of the whole image take. They are stored in words of 64 bits. */
function clustersOf({ granularity }: BitmapTable, header: Header): number {
  const length = Number(header.size - (header.size % 512n));
  const words = Math.ceil(Math.ceil(length / 2 ** granularity) / 64);
  return Math.ceil((words * 8) / 2 ** header.clusterBits);
}

import type { ByteString } from '../../../basics/byte-string.ts';
import { Refusal } from '../../../basics/error.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { readOrRefuse } from '../../../file/unreadable.ts';
import type { Reach } from '../../format/reach.ts';
import { sizeUsable } from '../header/check-header.ts';
import type { Header } from '../header/header.ts';
import { type BitmapTable, checkBitmapTable } from './bitmap-table.ts';
import type { BitmapsExtension } from './bitmaps.ts';

/** Bytes of an entry before its extra data and its name (docs/interop/qcow2, "Bitmap directory"). */
const entryBytes = 24;
const inUse = 1;
const auto = 2;
/** Every flag but in_use and auto. qemu counts extra_data_compatible as reserved. */
const reservedFlags = 0xfffffffc;
const trackingType = 1;
const granularityBits = { least: 9, most: 31 };
const maxTableEntries = 0x8000000;
const maxBitmapBytes = 0x20000000;
const maxNameBytes = 1023;
const unreadable = 'Failed to read bitmap directory';
/** Bytes of the directory that are read at a time when the image is closed. */
const partBytes = 65_536;

/** One entry of the directory. */
interface Bitmap {
  readonly tableOffset: bigint;
  readonly tableEntries: number;
  readonly flags: number;
  readonly type: number;
  readonly granularity: number;
  /** Up to its first zero. */
  readonly name: ByteString;
  /** With what follows that zero. */
  readonly nameBytes: number;
}

/** A bitmap that is stored in an image. */
export interface StoredBitmap extends BitmapTable {
  /** A program uses it, or didn't end well. */
  readonly isInUse: boolean;
  /** Without the flag auto: programs that write to the image set no bits. */
  readonly isDisabled: boolean;
}

/**
 * Reads the bitmap directory, and checks it and the tables of its bitmaps as qemu does when it opens an image (5.2 to 11.1).
 * Bitmaps in use are not checked.
 *
 * @param extension undefined: the image has no bitmaps that count
 *
 * @throws Refusal
 */
export function readBitmapDirectory(
  file: ImageFile,
  header: Header,
  extension: BitmapsExtension | undefined,
  reach: Reach,
): readonly StoredBitmap[] {
  if (extension === undefined) return [];
  const bitmaps = readDirectory(file, header, extension, reach);
  const names = new Set<string>();
  for (const bitmap of bitmaps) {
    if ((bitmap.flags & inUse) === 0) {
      if (names.has(bitmap.name)) throw new Refusal(`Bitmap already exists: ${bitmap.name}`);
      checkBitmapTable(file, header, bitmap, reach);
    }
    names.add(bitmap.name);
  }
  return bitmaps.map(bitmap => ({
    ...bitmap,
    isInUse: (bitmap.flags & inUse) !== 0,
    isDisabled: (bitmap.flags & auto) === 0,
  }));
}

/**
 * Reads the bitmap directory once more, as qemu does when it closes the image. What has been read before is sound, so that only reading can
 * fail. It is read in parts: it may have 64 MiB, and nothing of it is kept.
 *
 * @throws Refusal
 */
export function rereadDirectory(
  file: ImageFile,
  { directoryBytes, directoryOffset }: BitmapsExtension,
): void {
  const part = new Uint8Array(Math.min(directoryBytes, partBytes));
  for (let at = 0; at < directoryBytes; at += part.length) {
    const bytes = part.subarray(0, directoryBytes - at);
    readOrRefuse(unreadable, () => file.readInto(bytes, Number(directoryOffset) + at));
  }
}

function readDirectory(file: ImageFile, header: Header, extension: BitmapsExtension, reach: Reach): Bitmap[] {
  const { count, directoryBytes, directoryOffset } = extension;
  if (directoryBytes === 0) throw new Refusal('Requested bitmap directory size is zero');
  reach(directoryOffset, directoryBytes, unreadable);
  const directory = readOrRefuse(unreadable, () => file.read(Number(directoryOffset), directoryBytes));
  const bitmaps: Bitmap[] = [];
  for (let at = 0; at < directoryBytes; ) {
    if (at + entryBytes > directoryBytes) throw new Refusal('Broken bitmap directory');
    if (bitmaps.length === count) {
      throw new Refusal('More bitmaps found than specified in header extension');
    }
    const extraBytes = directory.readUInt32BE(at + 20);
    const nameBytes = directory.readUInt16BE(at + 18);
    const nameAt = at + entryBytes + extraBytes;
    // qemu keeps the size in a signed int. Extra data of 2 GiB and more makes it negative; then the extra data is refused.
    const end = at + ((entryBytes + extraBytes + nameBytes + 7) & ~7);
    if (end > directoryBytes) throw new Refusal('Broken bitmap directory');
    if (extraBytes !== 0) throw new Refusal('Bitmap extra data is not supported');
    const bitmap: Bitmap = {
      tableOffset: directory.readBigUInt64BE(at),
      tableEntries: directory.readUInt32BE(at + 8),
      flags: directory.readUInt32BE(at + 12),
      type: directory.readUInt8(at + 16),
      granularity: directory.readUInt8(at + 17),
      name: directory.subarray(nameAt, nameAt + nameBytes).latin1ToZero(),
      nameBytes,
    };
    if (!isSound(bitmap, header)) {
      throw new Refusal(`Bitmap '${bitmap.name}' doesn't satisfy the constraints`);
    }
    bitmaps.push(bitmap);
    at = end;
  }
  if (bitmaps.length < count) throw new Refusal('Less bitmaps found than specified in header extension');
  return bitmaps;
}

/** Whether an entry is well formed and, unless the bitmap is in use, describes the whole image. */
function isSound(
  { tableOffset, tableEntries, flags, type, granularity, nameBytes }: Bitmap,
  header: Header,
): boolean {
  const clusterSize = 2n ** BigInt(header.clusterBits);
  const wellFormed =
    tableEntries > 0 &&
    tableEntries <= maxTableEntries &&
    tableOffset > 0n &&
    tableOffset % clusterSize === 0n &&
    granularity >= granularityBits.least &&
    granularity <= granularityBits.most &&
    (flags & reservedFlags) === 0 &&
    nameBytes <= maxNameBytes &&
    type === trackingType;
  if (!wellFormed || !sizeUsable(header)) return false;
  const bytes = BigInt(tableEntries) * clusterSize;
  if (bytes > maxBitmapBytes) return false;
  const described = (bytes * 8n) << BigInt(granularity);
  const length = header.size - (header.size % 512n);
  return (flags & inUse) !== 0 || length <= described;
}

import type { Bytes } from '../../basics/bytes.ts';
import { Abort, Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readOrRefuse } from '../../file/unreadable.ts';
import type { Profile } from '../../profile/profile.ts';
import { reachOf } from '../format/reach.ts';
import { type ParallelsHeader, sector } from './parallels-header.ts';

const headerBytes = 32;
const entryBytes = 8;
/** Entries of a table that are no sectors: all clear, and all set. */
const marks = [0n, 1n];
const wordBits = 64n;
const wordBytes = 8n;

/** Reads so many bytes of a feature from its start. */
export type ReadFeature = (bytes: number) => Bytes;

/** The checks of the dirty bitmaps of a format extension, one after the other: their ids must differ. */
export class BitmapChecks {
  readonly #file: ImageFile;
  readonly #header: ParallelsHeader;
  readonly #profile: Profile;
  readonly #ids = new Set<string>();

  constructor(file: ImageFile, header: ParallelsHeader, profile: Profile) {
    this.#file = file;
    this.#header = header;
    this.#profile = profile;
  }

  /**
   * Checks one bitmap.
   *
   * @param length bytes of the feature's data
   * @throws Refusal, Abort
   */
  check(length: number, read: ReadFeature): void {
    if (length < headerBytes) {
      throw new Refusal(
        `Too small Bitmap Feature area in Parallels Format Extension: ${length} bytes, ` +
          `expected at least ${headerBytes} bytes`,
      );
    }
    const bitmap = read(headerBytes);
    const { sectors } = this.#header;
    const size = bitmap.readBigUInt64LE(0);
    const entries = bitmap.readUInt32LE(28);
    if (size !== BigInt.asUintN(64, sectors)) {
      const given = BigInt.asIntN(64, size);
      throw new Refusal(`Bitmap size (in sectors) ${given} differs from disk size in sectors ${sectors}`);
    }
    if (entries * entryBytes > length - headerBytes) {
      throw new Refusal('Bitmaps feature corrupted: l1 table exceeds extension data_size');
    }
    // The number of bytes wraps at 32 bits, as in qemu.
    const granularity = (bitmap.readUInt32LE(24) * sector) % 2 ** 32;
    if (granularity === 0 || (granularity & (granularity - 1)) !== 0) {
      throw new Abort('a bitmap has a granularity that is no power of two', 'Correct the format extension.');
    }
    this.#addId(bitmap.subarray(8, 24));
    this.#checkTable(entries, granularity, read);
  }

  #addId(id: Bytes): void {
    const text = id.hex().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    if (this.#ids.has(text)) throw new Refusal(`Bitmap already exists: ${text}`);
    this.#ids.add(text);
  }

  #checkTable(entries: number, granularity: number, read: ReadFeature): void {
    const { sectors, clusterSectors } = this.#header;
    const clusterBytes = clusterSectors * sector;
    const bits = divideUp(sectors * BigInt(sector), BigInt(granularity));
    const needed = divideUp(divideUp(bits, wordBits) * wordBytes, BigInt(clusterBytes));
    if (BigInt(entries) !== needed) {
      throw new Refusal(
        `Bitmap table size ${entries} does not correspond to bitmap size and cluster size. Expected ${needed}`,
      );
    }
    const table = read(headerBytes + entries * entryBytes).subarray(headerBytes);
    const unreadable = 'Failed to read bitmap data cluster';
    for (let at = 0; at < table.length; at += entryBytes) {
      const entry = table.readBigUInt64LE(at);
      if (marks.includes(entry)) continue;
      const offset = BigInt.asUintN(64, entry * BigInt(sector));
      reachOf(this.#profile)(offset, clusterBytes, unreadable);
      readOrRefuse(unreadable, () => this.#file.read(Number(offset), clusterBytes));
    }
  }
}

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type ByteString, toBuffer } from '../byte-string.ts';
import { MapParityError, Refusal, Unsupported } from '../error.ts';
import type { Profile } from '../profile/profile.ts';
import { holeSeeker } from './seek.ts';
import { strerror } from './strerror.ts';

/** A stretch of a file that is data or a hole throughout; `end` in bytes, or Infinity past the end of the file. */
export interface Segment {
  readonly hole: boolean;
  readonly end: number;
}

const PATH_MAX = 4096;

/**
 * A regular file, open for reading. Everything is synchronous: a map reads a few small tables, one after the other,
 * each where the last one said; waiting for each on the event loop costs more than the reads, and a lazy iterator
 * of extents could not be a plain one.
 *
 * Offsets and lengths are bytes. Reads past the end give zeros, as in qemu: a truncated image reads as if padded.
 */
export class ImageFile {
  /** The name that it was opened by, as it was given: printed, and quoted in messages. */
  readonly name: ByteString;
  /** The number of bytes in the file. */
  readonly length: number;
  /** The bytes that the host has allocated for it: st_blocks * 512. */
  readonly allocated: number;
  /** The same text for the same file, whatever it was opened by. */
  readonly identity: string;
  readonly #fd: number;
  #from = 0;
  #segment: Segment = { hole: false, end: 0 };

  private constructor(name: ByteString, fd: number) {
    const stat = fstatSync(fd, { bigint: true });
    this.name = name;
    this.#fd = fd;
    this.length = Number(stat.size);
    this.allocated = Number(stat.blocks) * 512;
    this.identity = `${stat.dev}:${stat.ino}`;
    if (BigInt(this.length) !== stat.size) {
      throw new Unsupported('a file of more than 2^53 bytes that is no whole number of sectors');
    }
  }

  /**
   * Opens `name`, a relative one from `directory` (absent: the working directory). O_NONBLOCK: opening a FIFO must
   * not wait for a writer (qemu waits, then refuses it with the same text).
   *
   * @throws Refusal in qemu's words: `Could not open 'NAME': REASON`, or that a regular file is wanted
   * @throws Unsupported where it is a device: qemu would take another driver
   */
  static open(name: ByteString, profile: Profile, directory?: ByteString): ImageFile {
    let fd: number;
    try {
      fd = openSync(located(name, directory), constants.O_RDONLY | constants.O_NONBLOCK);
    } catch (error) {
      const reason = strerror(error);
      if (reason === undefined) throw error;
      throw new Refusal(`Could not open '${name}': ${reason}`);
    }
    try {
      const stat = fstatSync(fd);
      if (stat.isBlockDevice() || stat.isCharacterDevice()) throw new Unsupported('host_device');
      if (!stat.isFile()) throw new Refusal(profile.notRegularFile(name));
      return new ImageFile(name, fd);
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  close(): void {
    closeSync(this.#fd);
  }

  /** `length` bytes at `offset`. */
  read(offset: number, length: number): Buffer {
    const buffer = Buffer.alloc(length);
    const there = Math.min(length, this.length - offset);
    let done = 0;
    while (done < there) {
      const at = offset + done;
      const count = this.#readSome(buffer, done, there - done, at);
      if (count === 0) break;
      done += count;
    }
    return buffer;
  }

  #readSome(buffer: Buffer, into: number, length: number, offset: number): number {
    const position = Number.isSafeInteger(offset) ? offset : BigInt(offset);
    try {
      return readSync(this.#fd, buffer, into, length, position);
    } catch (cause) {
      throw new MapParityError('unreadable', `cannot read ${this.name} at ${offset}`, { cause });
    }
  }

  /** False where holes can't be asked for on this host: then the file is one data segment, which may not be so. */
  get knowsHoles(): boolean {
    return holeSeeker() !== undefined;
  }

  /**
   * Whether `offset` lies in data or in a hole, and where that ends. Past the end of the file is a hole. The last
   * answer is remembered: neighbouring questions mostly fall into it.
   */
  segmentAt(offset: number): Segment {
    if (offset < this.#from || offset >= this.#segment.end) {
      this.#segment = this.#seek(offset);
      this.#from = offset;
    }
    return this.#segment;
  }

  #seek(offset: number): Segment {
    if (offset >= this.length) return { hole: true, end: Number.POSITIVE_INFINITY };
    const seeker = holeSeeker();
    const data = seeker?.data(this.#fd, offset) ?? 'failed';
    if (data === 'failed') return { hole: false, end: this.length };
    if (data === 'past-end') return { hole: true, end: Number.POSITIVE_INFINITY };
    if (data > offset) return { hole: true, end: data };
    const hole = seeker!.hole(this.#fd, offset);
    return { hole: false, end: typeof hole === 'number' && hole > offset ? hole : this.length };
  }
}

function located(name: ByteString, directory: ByteString | undefined): Buffer {
  const inDirectory = directory !== undefined && !name.startsWith('/');
  if (inDirectory && name.length >= PATH_MAX)
    throw new Refusal(`Could not open '${name}': File name too long`);
  return toBuffer(inDirectory ? `${directory}/${name}` : name);
}

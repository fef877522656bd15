import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type ByteString, toBuffer } from '../basics/byte-string.ts';
import { MapError, Refusal, Unsupported } from '../basics/error.ts';
import type { Profile } from '../profile/profile.ts';
import type { Confinement, Referrer } from './confinement.ts';
import type { ImageFile, LockedUse, NodeDescription, Segment } from './image-file.ts';
import { KnownSegments } from './known-segments.ts';
import { HeldLocks, lockConflict } from './locks.ts';
import { holeSeeker } from './seek.ts';
import { strerror } from './strerror.ts';

const PATH_MAX = 4096;

/** How a file of the host is opened. */
export interface HostFileOptions {
  readonly profile: Profile;
  /** Where relative names start from; absent: the working directory. */
  readonly directory?: ByteString;
  /** `cache.direct=on`: what is answered about the file is rounded to the sectors that O_DIRECT reads. */
  readonly direct?: boolean;
  /** `-U`, or `locking=off`: other processes' locks don't matter. */
  readonly share?: boolean;
  /** What is known of others' locks; absent: nothing yet. */
  readonly held?: HeldLocks;
  /** Absent: any file may be opened. */
  readonly confinement?: Confinement;
  /** Who names the file. */
  readonly referrer?: Referrer;
  /** A device is wanted: a regular file is refused. */
  readonly device?: boolean;
}

/** What O_DIRECT reads on disks with sectors of 512 bytes. */
const directSector = 512;

/** In bytes: what formats are told apart by, and their headers, of which each part says where the next one is. Read once. */
const headBytes = 1024;

/**
 * A regular file, open for reading. Everything is synchronous: a map reads a few small tables, one after the other,
 * each where the last one said; waiting for each on the event loop costs more than the reads, and a lazy iterator
 * of extents could not be a plain one.
 */
export class HostFile implements ImageFile {
  readonly name: ByteString;
  readonly length: number;
  readonly allocated: number;
  readonly identity: string;
  readonly #fd: number;
  readonly #options: HostFileOptions;
  readonly #known = new KnownSegments();
  #head: Buffer | undefined;

  private constructor(name: ByteString, fd: number, stat: BigIntStats, options: HostFileOptions) {
    this.name = name;
    this.#fd = fd;
    this.#options = options;
    this.length = Number(stat.size);
    this.allocated = Number(stat.blocks) * 512;
    this.identity = `${stat.dev}:${stat.ino}`;
    if (BigInt(this.length) !== stat.size) {
      throw new Unsupported('a file of more than 2^53 bytes that is no whole number of sectors');
    }
  }

  /**
   * Opens `name`. O_NONBLOCK: opening a FIFO must not wait for a writer (qemu waits, then refuses it with the same
   * text).
   *
   * @throws Refusal in qemu's words: `Could not open 'NAME': REASON`, or that a regular file is wanted
   * @throws Unsupported where it is a device: qemu would take another driver
   * @throws Confined
   */
  static open(name: ByteString, options: HostFileOptions): HostFile {
    const fd = openNamed(name, options);
    try {
      const stat = fstatSync(fd, { bigint: true });
      if (stat.isBlockDevice() || stat.isCharacterDevice()) throw new Unsupported('host_device');
      if (options.device === true) throw new Refusal(options.profile.notHostDevice(name));
      if (!stat.isFile()) throw new Refusal(options.profile.notRegularFile(name));
      return new HostFile(name, fd, stat, options);
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  get path(): ByteString {
    return this.name;
  }

  get description(): NodeDescription {
    return { driver: 'file', filename: this.name };
  }

  close(): void {
    closeSync(this.#fd);
  }

  read(offset: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    this.readInto(bytes, offset);
    return bytes;
  }

  readInto(bytes: Buffer, offset: number): void {
    if (offset + bytes.length > headBytes) this.#readInto(bytes, offset);
    else this.#headOf().copy(bytes, 0, offset);
  }

  #headOf(): Buffer {
    if (this.#head === undefined) {
      const head = Buffer.allocUnsafe(headBytes);
      this.#readInto(head, 0);
      this.#head = head;
    }
    return this.#head;
  }

  #readInto(bytes: Buffer, offset: number): void {
    const there = Math.max(0, Math.min(bytes.length, this.length - offset));
    let done = 0;
    while (done < there) {
      const count = this.#readSome(bytes, done, there - done, offset + done);
      if (count === 0) break;
      done += count;
    }
    bytes.fill(0, done);
  }

  #readSome(buffer: Buffer, into: number, length: number, offset: number): number {
    const position = Number.isSafeInteger(offset) ? offset : BigInt(offset);
    try {
      return readSync(this.#fd, buffer, into, length, position);
    } catch (cause) {
      throw new MapError('unreadable', `cannot read ${this.name} at ${offset}`, { cause });
    }
  }

  get knowsHoles(): boolean {
    return holeSeeker() !== undefined;
  }

  segmentAt(offset: number): Segment {
    const known = this.#known.at(offset);
    if (known !== undefined) return known;
    const from = this.#alignedDown(offset);
    const segment = this.#seek(from);
    const below = this.#known.add(from, segment);
    if (below !== undefined) {
      const lower = this.#alignedDown(below);
      this.#known.add(lower, this.#seek(lower));
    }
    return segment;
  }

  /** O_DIRECT asks for whole sectors. */
  #alignedDown(offset: number): number {
    return this.#options.direct === true ? offset - (offset % directSector) : offset;
  }

  checkLocks(used: readonly LockedUse[], unshared: readonly LockedUse[]): void {
    if (this.#options.share === true) return;
    const { held = new HeldLocks() } = this.#options;
    const conflict = lockConflict(this.#fd, used, unshared, held);
    if (conflict === undefined) return;
    const lock = conflict.held === 'used' ? 'shared ' : '';
    throw new Refusal(`Failed to get ${lock}"${conflict.use}" lock`, [
      `Is another process using the image [${this.name}]?`,
    ]);
  }

  #seek(offset: number): Segment {
    if (offset >= this.length) return { hole: true, end: Number.POSITIVE_INFINITY };
    const seeker = holeSeeker();
    const data = seeker?.data(this.#fd, offset) ?? 'failed';
    if (data === 'failed') return { hole: false, end: this.#dataEnd(this.length) };
    if (data === 'past-end') return { hole: true, end: Number.POSITIVE_INFINITY };
    if (data > offset) return { hole: true, end: data };
    const hole = seeker!.hole(this.#fd, offset);
    return {
      hole: false,
      end: this.#dataEnd(typeof hole === 'number' && hole > offset ? hole : this.length),
    };
  }

  #dataEnd(end: number): number {
    return this.#options.direct === true ? Math.ceil(end / directSector) * directSector : end;
  }
}

function openNamed(name: ByteString, options: HostFileOptions): number {
  const { directory, confinement, referrer = 'the image' } = options;
  const path = located(name, directory);
  const flags = constants.O_RDONLY | constants.O_NONBLOCK;
  try {
    return confinement === undefined ? openSync(path, flags) : confinement.open(path, flags, name, referrer);
  } catch (error) {
    const reason = strerror(error);
    if (reason === undefined) throw error;
    throw new Refusal(`Could not open '${name}': ${reason}`);
  }
}

function located(name: ByteString, directory: ByteString | undefined): Buffer {
  const inDirectory = directory !== undefined && !name.startsWith('/');
  if (inDirectory && name.length >= PATH_MAX)
    throw new Refusal(`Could not open '${name}': File name too long`);
  return toBuffer(inDirectory ? `${directory}/${name}` : name);
}

import { type BigIntStats, constants, fstatSync, type Stats } from 'node:fs';
import type { ByteString } from '../../../basics/byte-string.ts';
import type { Bytes } from '../../../basics/bytes.ts';
import { Refusal, Unsupported } from '../../../basics/error.ts';
import type { LockedUse, NodeDescription, Segment } from '../../../file/image-file.ts';
import { strerror } from '../../../file/strerror.ts';
import type { HostFileOptions, OpenHostFile } from '../../host.ts';
import { forbiddenUses, lockRefusal } from '../../own-locks.ts';
import { Descriptor } from '../descriptors/descriptor.ts';
import { HeldLocks } from '../locks/held-locks.ts';
import { lockConflict } from '../locks/lock-conflict.ts';
import { openByName } from '../open/open-by-name.ts';
import type { OpenFileOptions } from '../open/open-file.ts';
import { HostSegments } from '../segments/host-segments.ts';
import { fileSeeker } from '../segments/seek.ts';
import { checkWritable } from './check-writable.ts';
import { directAlignment } from './direct-alignment.ts';
import { FileReader } from './file-reader.ts';

/** How a file of the host is opened, where it is, and what is known of locks. */
export interface NodeFileOptions extends HostFileOptions, OpenFileOptions {
  /** Whether other processes hold locks at all. Absent: that is found out for this file alone. */
  readonly held?: HeldLocks;
}

/** A regular file or a device of the host, open for reading. */
export class HostFile implements OpenHostFile {
  readonly name: ByteString;
  readonly length: number;
  readonly allocated: number;
  readonly identity: string;
  readonly isDevice: boolean;
  readonly isBlockDevice: boolean;
  readonly #descriptor: Descriptor;
  readonly #device: string;
  readonly #inode: string;
  /** Whether another process may hold locks on it; undefined: that wasn't asked yet. */
  #isLocked: boolean | undefined;
  readonly #options: NodeFileOptions;
  readonly #segments: HostSegments;
  readonly #reader: FileReader;

  private constructor(
    name: ByteString,
    descriptor: Descriptor,
    stat: Stats | BigIntStats,
    alignment: number,
    options: NodeFileOptions,
  ) {
    this.name = name;
    this.#descriptor = descriptor;
    this.#options = options;
    this.isBlockDevice = stat.isBlockDevice();
    this.isDevice = this.isBlockDevice || stat.isCharacterDevice();
    this.length = this.isBlockDevice ? deviceLength(descriptor, options) : Number(stat.size);
    this.#reader = new FileReader(descriptor, name, this.length);
    this.#segments = new HostSegments(descriptor, this.length, alignment);
    this.allocated = Number(stat.blocks) * 512;
    this.#device = String(stat.dev);
    this.#inode = String(stat.ino);
    this.identity = `${this.#device}:${this.#inode}`;
    if (!this.isBlockDevice && BigInt(this.length) !== BigInt(stat.size)) {
      throw new Unsupported('a file of more than 2^53 bytes that is no whole number of sectors');
    }
  }

  /**
   * Opens the file `name`.
   *
   * @throws Refusal in the words of qemu, if the file can't be opened or is not of the kind that is wanted
   * @throws Unsupported if it is a block device and koffi can't be loaded
   * @throws Confined if it lies outside of the allowed folders
   */
  static open(name: ByteString, options: NodeFileOptions): HostFile {
    if (options.writable === true) checkWritable(name, options);
    const alignment = options.direct === true ? alignmentOf(name, options) : 1;
    const descriptor = new Descriptor(openByName(name, options));
    try {
      const stat = statOf(descriptor);
      checkKind(name, stat, options);
      return new HostFile(name, descriptor, stat, alignment, options);
    } catch (error) {
      descriptor.close();
      throw error;
    }
  }

  get path(): ByteString {
    return this.name;
  }

  get driver(): string {
    const { drivers, kind = 'regular' } = this.#options;
    return this.isDevice && kind !== 'regular' ? drivers.device : drivers.regular;
  }

  get description(): NodeDescription {
    return { driver: this.driver, filename: this.name };
  }

  close(): void {
    this.#descriptor.close();
  }

  /**
   * Makes sure that the file has an end, which qemu takes for its length. Terminals have a length of 0 and no end. Files of procfs have
   * neither blocks nor an end, and some of them a length: `/proc/cmdline`, on Linux 6.18. A file with blocks isn't asked: that
   * would load koffi for each map.
   *
   * @throws Refusal
   * @throws Unsupported if it is a device with a length, or if that is unknown because koffi can't be loaded
   */
  checkEnd(): void {
    if (this.length > 0 && (this.isBlockDevice || this.allocated > 0)) return;
    const end = fileSeeker()?.end(this.#descriptor.number) ?? (this.isDevice ? Number.NaN : this.length);
    if (typeof end === 'object') throw new Refusal(`Could not refresh total sector count: ${end.reason}`);
    if (end !== this.length) throw new Unsupported(this.#options.drivers.device);
  }

  read(offset: number, length: number): Bytes {
    return this.#reader.read(offset, length);
  }

  readInto(bytes: Uint8Array, offset: number): void {
    this.#reader.readInto(bytes, offset);
  }

  get knowsHoles(): boolean {
    return fileSeeker() !== undefined;
  }

  /** Holes counted as data, because koffi can't be loaded. */
  get missedHoles(): boolean {
    return this.#segments.missedHoles;
  }

  segmentAt(offset: number): Segment {
    return this.#segments.at(offset);
  }

  #mayBeLocked(held: HeldLocks): boolean {
    this.#isLocked ??= held.mayBeOn(this.#descriptor.number, this.#device, this.#inode);
    return this.#isLocked;
  }

  checkLocks(used: readonly LockedUse[], unshared: readonly LockedUse[]): void {
    const { locks, held = new HeldLocks() } = this.#options;
    // With auto-read-only=on qemu opens it for writing once that is wanted.
    if (used.some(use => writing.includes(use))) checkWritable(this.name, this.#options);
    if (locks === 'none') return;
    const forbidden = forbiddenUses(unshared, { locks });
    const conflict =
      held.own.take(this.identity, this, used, forbidden) ??
      lockConflict(this.#descriptor.number, used, forbidden, () => this.#mayBeLocked(held));
    if (conflict !== undefined) throw lockRefusal(conflict, this.name);
  }
}

/** The uses for which qemu opens a file for writing. */
const writing: readonly LockedUse[] = ['write', 'write unchanged', 'resize'];

/** Sectors: a host that states the alignment has no smaller one, and no border of data that a larger one would round. */
const statedAlignment = 512;

/**
 * The alignment of a file for O_DIRECT. The file is opened with it for this alone: reads of any alignment are wanted later.
 *
 * @throws Refusal, Unsupported, Confined
 */
function alignmentOf(name: ByteString, options: NodeFileOptions): number {
  const direct = new Descriptor(openByName(name, options, constants.O_DIRECT));
  try {
    if (options.profile.directAlignment === 'stated') return statedAlignment;
    const alignment = directAlignment(direct.number);
    if (alignment === undefined) throw new Unsupported('O_DIRECT without a known alignment');
    return alignment;
  } finally {
    direct.close();
  }
}

/** What the system knows of a file, as doubles where they have it: big integers take three times as long. */
function statOf({ number }: Descriptor): Stats | BigIntStats {
  try {
    const stat = fstatSync(number);
    const isExact =
      Number.isSafeInteger(stat.ino) && Number.isSafeInteger(stat.size) && Number.isSafeInteger(stat.dev);
    return isExact ? stat : fstatSync(number, { bigint: true });
  } catch (error) {
    throw new Refusal(`Could not stat file: ${strerror(error)}`);
  }
}

/** The bytes of a block device; its size in the file system is 0. */
function deviceLength({ number }: Descriptor, { drivers }: NodeFileOptions): number {
  const end = fileSeeker()?.end(number);
  if (end === undefined) throw new Unsupported(`${drivers.device} without koffi`);
  if (typeof end === 'object') throw new Refusal(`Could not refresh total sector count: ${end.reason}`);
  return end;
}

/** @throws Refusal */
function checkKind(
  name: ByteString,
  stat: Stats | BigIntStats,
  { kind = 'regular', refusal, profile, drivers }: NodeFileOptions,
): void {
  if (refusal !== undefined) throw new Refusal(refusal);
  const isDevice = stat.isBlockDevice() || stat.isCharacterDevice();
  if (kind === 'device' && !isDevice) throw new Refusal(profile.notHostDevice(name, drivers.device));
  const isWanted = stat.isFile() || (isDevice && (kind !== 'regular' || profile.fileTakesDevices));
  if (!isWanted) throw new Refusal(profile.notRegularFile(name));
}

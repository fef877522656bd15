import { type ByteString, toText } from '../basics/byte-string.ts';
import { Bytes } from '../basics/bytes.ts';
import { closed } from '../basics/closed.ts';
import { requireArgument } from '../basics/require-argument.ts';
import type { LockedUse, NodeDescription, Segment } from '../file/image-file.ts';
import { strerror } from '../file/strerror.ts';
import { systemError } from '../file/system-error.ts';
import { Unreadable } from '../file/unreadable.ts';
import type { SourceFile } from './file-source.ts';
import type { HostFileOptions, OpenHostFile } from './host.ts';
import { forbiddenUses, lockRefusal, type OwnLocks } from './own-locks.ts';

const pastEnd: Segment = { hole: true, end: Number.POSITIVE_INFINITY };

/** How a file of a `FileSource` is opened. */
export interface SourceFileOptions extends Pick<HostFileOptions, 'drivers' | 'locks'> {
  /** The locks of the files of the chain: there is no other process. */
  readonly own: OwnLocks;
}

/** A file of a `FileSource`, as the drivers see files. */
export class OpenSourceFile implements OpenHostFile {
  readonly name: ByteString;
  readonly driver: string;
  readonly length: number;
  readonly allocated: number | undefined;
  readonly identity: string;
  readonly isDevice = false;
  readonly isBlockDevice = false;
  readonly missedHoles = false;
  readonly #file: SourceFile;
  readonly #options: SourceFileOptions;
  #isOpen = true;

  /**
   * @param name as the image or its user has it
   * @param resolved as the source was asked for it
   * @throws MapError `bad-argument` if the file has no usable length
   */
  constructor(name: ByteString, resolved: ByteString, file: SourceFile, options: SourceFileOptions) {
    requireArgument(
      Number.isSafeInteger(file.length) && file.length >= 0,
      `the length of ${toText(resolved)} must be a safe integer`,
    );
    this.name = name;
    this.driver = options.drivers.regular;
    this.#options = options;
    this.length = file.length;
    this.allocated = file.allocated;
    this.identity = resolved;
    this.#file = file;
  }

  get path(): ByteString {
    return this.name;
  }

  get description(): NodeDescription {
    return { driver: this.driver, filename: this.name };
  }

  get knowsHoles(): boolean {
    return this.#file.segmentAt !== undefined;
  }

  read(offset: number, length: number): Bytes {
    const bytes = new Bytes(length);
    this.readInto(bytes, offset);
    return bytes;
  }

  readInto(bytes: Uint8Array, offset: number): void {
    if (!this.#isOpen) throw closed();
    const there = Math.max(0, Math.min(bytes.length, this.length - offset));
    if (there > 0) bytes.set(this.#readExactly(offset, there));
    bytes.fill(0, there);
  }

  #readExactly(offset: number, length: number): Uint8Array {
    try {
      const bytes = this.#file.read(offset, length);
      if (bytes.length === length) return bytes;
      throw new Error(`${bytes.length} bytes were read in place of ${length}`);
    } catch (cause) {
      // What isn't an error of a system is one of its input, for qemu.
      const isSystems = strerror(cause) !== undefined;
      throw new Unreadable(
        this.name,
        offset,
        isSystems ? cause : Object.assign(systemError('EIO'), { cause }),
      );
    }
  }

  segmentAt(offset: number): Segment {
    if (!this.#isOpen) throw closed();
    if (offset >= this.length) return pastEnd;
    return this.#file.segmentAt?.(offset) ?? { hole: false, end: this.length };
  }

  checkEnd(): void {
    // Its length is known.
  }

  checkLocks(used: readonly LockedUse[], unshared: readonly LockedUse[]): void {
    const { locks, own } = this.#options;
    if (locks === 'none') return;
    const conflict = own.take(this.identity, this, used, forbiddenUses(unshared, { locks }));
    if (conflict !== undefined) throw lockRefusal(conflict, this.name);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#file.close?.();
  }
}

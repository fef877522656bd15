import { type ByteString, toText } from '../basics/byte-string.ts';
import { Bytes } from '../basics/bytes.ts';
import { closed } from '../basics/closed.ts';
import { requireArgument } from '../basics/require-argument.ts';
import type { NodeDescription, Segment } from '../file/image-file.ts';
import { strerror } from '../file/strerror.ts';
import { systemError } from '../file/system-error.ts';
import { Unreadable } from '../file/unreadable.ts';
import type { SourceFile } from './file-source.ts';
import type { HostDrivers, OpenHostFile } from './host.ts';

const pastEnd: Segment = { hole: true, end: Number.POSITIVE_INFINITY };

/** A file of a `FileSource`, as the drivers see files. Nobody else writes to it, so it has no locks. */
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
  #isOpen = true;

  /**
   * @param name as the image or its user has it
   * @param resolved as the source was asked for it
   * @throws MapError `bad-argument` if the file has no usable length
   */
  constructor(name: ByteString, resolved: ByteString, file: SourceFile, { regular }: HostDrivers) {
    requireArgument(
      Number.isSafeInteger(file.length) && file.length >= 0,
      `the length of ${toText(resolved)} must be a safe integer`,
    );
    this.name = name;
    this.driver = regular;
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

  checkLocks(): void {
    // There is no other process.
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#file.close?.();
  }
}

import type { ByteString } from '../basics/byte-string.ts';
import { Bytes } from '../basics/bytes.ts';
import type { ImageFile, LockedUse, NodeDescription, Segment } from './image-file.ts';

/** The part of a file that a view covers, in bytes, and the names that qemu has for the view. */
export interface ViewParts {
  readonly offset: number;
  readonly length: number;
  readonly name: ByteString;
  readonly description: NodeDescription;
  /** qemu can't tell how much the host has allocated for it. Absent: it can. */
  readonly hidesAllocation?: boolean;
}

/** A part of another file as a file of its own: what a driver between a format and its file shows to the format. */
export class FileView implements ImageFile {
  readonly name: ByteString;
  readonly description: NodeDescription;
  readonly length: number;
  readonly #below: ImageFile;
  readonly #offset: number;
  readonly #hidesAllocation: boolean;

  constructor(below: ImageFile, { offset, length, name, description, hidesAllocation = false }: ViewParts) {
    this.#below = below;
    this.#offset = offset;
    this.#hidesAllocation = hidesAllocation;
    this.length = length;
    this.name = name;
    this.description = description;
  }

  get path(): ByteString {
    return this.#below.path;
  }

  get noFolder(): string | undefined {
    return this.#below.noFolder;
  }

  get allocated(): number | undefined {
    return this.#hidesAllocation ? undefined : this.#below.allocated;
  }

  get identity(): string {
    return this.#below.identity;
  }

  get knowsHoles(): boolean {
    return this.#below.knowsHoles;
  }

  read(offset: number, length: number): Bytes {
    const bytes = new Bytes(length);
    this.readInto(bytes, offset);
    return bytes;
  }

  readInto(bytes: Uint8Array, offset: number): void {
    const there = Math.max(0, Math.min(bytes.length, this.length - offset));
    if (there > 0) this.#below.readInto(bytes.subarray(0, there), this.#offset + offset);
    bytes.fill(0, there);
  }

  segmentAt(offset: number, limit: number): Segment {
    if (offset >= this.length) return { hole: true, end: Number.POSITIVE_INFINITY };
    const found = this.#below.segmentAt(this.#offset + offset, this.#offset + Math.min(limit, this.length));
    const { hole } = found;
    const end = found.end - this.#offset;
    if (end < this.length) return { ...found, end };
    return { ...found, end: hole ? Number.POSITIVE_INFINITY : this.length };
  }

  checkLocks(used: readonly LockedUse[], unshared: readonly LockedUse[]): void {
    this.#below.checkLocks(used, unshared);
  }
}

import type { ByteString } from '../basics/byte-string.ts';

/** A stretch of a file that is data or a hole throughout; `end` in bytes, or Infinity past the end of the file. */
export interface Segment {
  readonly hole: boolean;
  readonly end: number;
}

/** What a program may be kept from doing to a file while another has it open, by qemu's names. */
export type LockedUse = 'consistent read' | 'write' | 'resize';

/** A driver and its options as an object, the way qemu names a node that no plain file name leads to. */
export interface NodeDescription {
  readonly [option: string]: string | NodeDescription | { readonly number: string } | boolean | null;
}

/**
 * The bytes below a format: a file of the host, or a stretch of one. Offsets and lengths are bytes. Reads past the
 * end give zeros, as in qemu: a truncated image reads as if padded.
 */
export interface ImageFile {
  /** The name that qemu has for it: the one that it was opened by, as it was given, or `json:{…}`. */
  readonly name: ByteString;
  /** The name of the file of the host, which names in headers are relative to. */
  readonly path: ByteString;
  readonly description: NodeDescription;
  /** The number of bytes. */
  readonly length: number;
  /** The bytes that the host has allocated for it: st_blocks * 512; undefined where qemu can't tell. */
  readonly allocated: number | undefined;
  /** The same text for the same file, whatever it was opened by. */
  readonly identity: string;
  /** False where holes can't be asked for on this host: then the file is one data segment, which may not be so. */
  readonly knowsHoles: boolean;
  /** `length` bytes at `offset`. */
  read(offset: number, length: number): Buffer;
  /** Fills `bytes` with those at `offset`. */
  readInto(bytes: Buffer, offset: number): void;
  /** Whether `offset` lies in data or in a hole, and where that ends. Past the end of the file is a hole. */
  segmentAt(offset: number): Segment;
  /**
   * Makes sure that no other process holds the file for what this one must rule out.
   *
   * @throws Refusal
   */
  checkLocks(used: readonly LockedUse[], unshared: readonly LockedUse[]): void;
}

import type { ByteString } from '../basics/byte-string.ts';
import type { Bytes } from '../basics/bytes.ts';

/** What a reader of a file is about to do, by the name that a debug event of qemu has for it. */
export type ReadEvent = 'l2_load' | 'read_aio' | 'read_backing_aio' | 'read_compressed' | 'reftable_load';

/** A part of a file that is one hole, or data throughout. `end` is in bytes, Infinity past the end of the file. */
export interface Segment {
  readonly hole: boolean;
  readonly end: number;
  /** The request failed, so that all that it asks for counts as data. Absent: it didn't. */
  readonly isFailed?: true;
}

/** A use of a file that locks allow or forbid other processes, by the names in the messages of qemu. */
export type LockedUse = 'consistent read' | 'write' | 'write unchanged' | 'resize' | 'change children';

/** A driver and its options, which is how qemu names a node that has no plain file name. */
export interface NodeDescription {
  readonly [option: string]:
    | string
    | NodeDescription
    | readonly NodeDescription[]
    | { readonly number: string }
    | boolean
    | null;
}

/**
 * The bytes that a format reads: a file of the host, or a part of one. Offsets and lengths are bytes. Reads past the
 * end give zeros, as in qemu.
 */
export interface ImageFile {
  /** The name that qemu prints for the file: the one that it was opened by, or `json:{…}`. */
  readonly name: ByteString;
  /** The name of the file of the host. Relative names in headers start from its folder. */
  readonly path: ByteString;
  /** Why names can't be relative to its folder, in qemu's words. Absent: they can. */
  readonly noFolder?: string | undefined;
  readonly description: NodeDescription;
  readonly length: number;
  /** See `ImageFormat.sizeError`. */
  readonly lengthError?: number | undefined;
  /** The bytes that the host has allocated for it: st_blocks * 512. Undefined if qemu can't tell. */
  readonly allocated: number | undefined;
  /** A text that is equal for two files only if they are the same file of the host. */
  readonly identity: string;
  /** False if the host can't tell holes from data: then the whole file counts as data. */
  readonly knowsHoles: boolean;
  /**
   * The `length` bytes at `offset`. They are the caller's, who may change them.
   *
   * @throws MapError `unreadable`
   */
  read(offset: number, length: number): Bytes;
  /**
   * Fills `bytes` with the bytes at `offset`.
   *
   * @throws MapError `unreadable`
   */
  readInto(bytes: Uint8Array, offset: number): void;
  /**
   * Is told what a reader of the file is about to do. Absent: nobody listens.
   */
  onEvent?(event: ReadEvent): void;
  /**
   * The segment that holds the byte `offset`. Past the end of the file is a hole.
   *
   * @param end where the request ends. The segment may reach further, unless the request fails: then all of it is data
   */
  segmentAt(offset: number, end: number): Segment;
  /**
   * Checks the locks of other processes.
   *
   * @param used the uses that this process makes of the file
   * @param unshared the uses that no other process may make of it
   * @throws Refusal if another process holds a lock against one of them
   */
  checkLocks(used: readonly LockedUse[], unshared: readonly LockedUse[]): void;
}

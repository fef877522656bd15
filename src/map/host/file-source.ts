import type { Segment } from '../file/image-file.ts';

/**
 * Files that a caller brings, in place of those of Node: in a browser those that a user has dropped, files of a server, bytes in
 * memory.
 */
export interface FileSource {
  /**
   * Opens a file for reading. It is asked for each file of a chain once, from the top down.
   *
   * @param name as an image or the caller names it, from the folder that relative names start from. A name in a header starts in
   * the folder of the file that has it: `a/top.qcow2` with the backing file `../base.raw` asks for `base.raw`. `.`, `..` and doubled
   * slashes are resolved; bytes that aren't UTF-8 are U+FFFD
   * @returns undefined if there is no such file. The image is refused then, in the words of qemu
   */
  open(name: string): SourceFile | undefined;
}

/**
 * The bytes of one file of a `FileSource`. Offsets and lengths are bytes. All is synchronous: a worker of a browser has
 * `FileReaderSync` and synchronous requests for that.
 */
export interface SourceFile {
  /** A safe integer. */
  readonly length: number;
  /**
   * The `length` bytes at `offset`, which are never asked for past the end. The library copies them at once. It reads
   * headers part by part, words and tables: where each read takes long, read ahead.
   *
   * Whatever it throws ends the map as a file that can't be read; the error is the `cause` of `unreadable`.
   */
  read(offset: number, length: number): Uint8Array;
  /**
   * The data, or the hole, that holds the byte `offset`; `end` is where it ends. Absent: holes are unknown, and a raw file is data
   * throughout.
   */
  segmentAt?(offset: number): Segment;
  /**
   * The bytes that its disk has for it, which is 512 times the blocks of stat(2). Absent: unknown. It decides one thing: an image
   * that was made with `preallocation=metadata` on a file with holes is taken for one that was not.
   */
  readonly allocated?: number;
  /** Called once, when the image is closed. */
  close?(): void;
}

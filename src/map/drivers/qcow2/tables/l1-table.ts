import { Bytes } from '../../../basics/bytes.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { readThrough } from '../../../file/read-through.ts';
import { windowBytes } from '../../../kernel/bits.ts';
import { hostOffset, wordText } from './entry.ts';

const windowEntries = windowBytes / 8;

/** The L1 table of an image. It may have 32 MiB; a window of it is in memory. */
export class L1Table {
  readonly #file: ImageFile;
  readonly #offset: number;
  readonly #entries: number;
  /** The window, made when it is first read. */
  #window: Window | undefined;
  /** The index of the first entry in the window, and of the first entry behind it. */
  #first = 0;
  #end = 0;

  /** @param offset where it is in the file, in bytes */
  constructor(file: ImageFile, offset: number, entries: number) {
    this.#file = file;
    this.#offset = offset;
    this.#entries = entries;
  }

  /**
   * Reads the whole table once, as qemu does when it opens the image.
   *
   * @throws MapError `unreadable`
   */
  readAll(): void {
    if (this.#entries === 0) return;
    this.#windowOf(0);
    readThrough(this.#file, this.#offset + 8 * this.#end, 8 * (this.#entries - this.#end));
  }

  /** Where the L2 table of an entry is in the file, in bytes; 0: there is no such table, or no such entry. */
  l2Offset(index: number): number {
    if (index >= this.#entries) return 0;
    const { bytes, words } = this.#windowOf(index);
    const at = index - this.#first;
    // Large images have a million entries without a table.
    if (words[2 * at] === 0 && words[2 * at + 1] === 0) return 0;
    return hostOffset(bytes.readUInt32BE(8 * at), bytes.readUInt32BE(8 * at + 4));
  }

  /** How many entries from `index` on, at most `most`, have L2 tables that follow each other in the file. */
  adjacent(index: number, most: number, tableBytes: number): number {
    const first = this.l2Offset(index);
    let count = 1;
    while (count < most && this.l2Offset(index + count) === first + count * tableBytes) count++;
    return count;
  }

  /** The entry as text; zeros if there is no such entry. */
  wordText(index: number): string {
    if (index >= this.#entries) return wordText(0, 0);
    const { bytes } = this.#windowOf(index);
    const at = 8 * (index - this.#first);
    return wordText(bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4));
  }

  /** The window, moved to an entry. */
  #windowOf(index: number): Window {
    this.#window ??= windowOf(Math.min(windowEntries, this.#entries));
    if (index < this.#first || index >= this.#end) {
      const first = index - (index % windowEntries);
      const end = Math.min(this.#entries, first + windowEntries);
      // Until the read has succeeded, the window holds nothing.
      this.#end = 0;
      const { bytes } = this.#window;
      const length = 8 * (end - first);
      this.#file.readInto(
        length < bytes.length ? bytes.subarray(0, length) : bytes,
        this.#offset + 8 * first,
      );
      this.#first = first;
      this.#end = end;
    }
    return this.#window;
  }
}

/** A part of the table: as bytes, and by 32 bits in the order of the host, which tells only whether they are zero. */
interface Window {
  readonly bytes: Bytes;
  readonly words: Int32Array;
}

function windowOf(entries: number): Window {
  const bytes = new Bytes(8 * entries);
  return { bytes, words: new Int32Array(bytes.buffer) };
}

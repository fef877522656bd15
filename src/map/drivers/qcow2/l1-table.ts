import type { ImageFile } from '../../file/image-file.ts';
import { readThrough } from '../../file/read-through.ts';
import { windowBytes } from '../../kernel/bits.ts';
import { hostOffset, wordText } from './entry.ts';
import { WordWindow } from './word-window.ts';

const windowEntries = windowBytes / 8;

/** The L1 table of an image. It may have 32 MiB; a window of it is in memory. */
export class L1Table {
  readonly #file: ImageFile;
  readonly #offset: number;
  readonly #entries: number;
  readonly #window: WordWindow;
  /** The index of the first entry in the window, and of the first entry behind it. */
  #first = 0;
  #end = 0;

  /** @param offset where it is in the file, in bytes */
  constructor(file: ImageFile, offset: number, entries: number) {
    this.#file = file;
    this.#offset = offset;
    this.#entries = entries;
    this.#window = new WordWindow(file);
  }

  /**
   * Reads the whole table once, as qemu does when it opens the image.
   *
   * @throws MapError `unreadable`
   */
  readAll(): void {
    if (this.#entries === 0) return;
    this.#locate(0);
    readThrough(this.#file, this.#offset + 8 * this.#end, 8 * (this.#entries - this.#end));
  }

  /** Where the L2 table of an entry is in the file, in bytes; 0: there is no such table, or no such entry. */
  l2Offset(index: number): number {
    if (index >= this.#entries) return 0;
    const at = this.#locate(index);
    const { halves } = this.#window;
    return hostOffset(halves[at]!, halves[at + 1]!);
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
    const at = this.#locate(index);
    const { halves } = this.#window;
    return wordText(halves[at]!, halves[at + 1]!);
  }

  /**
   * Moves the window to an entry.
   *
   * @returns the index of its upper half in the window
   */
  #locate(index: number): number {
    if (index < this.#first || index >= this.#end) {
      const first = index - (index % windowEntries);
      const end = Math.min(this.#entries, first + windowEntries);
      // Until the read has succeeded, the window holds nothing.
      this.#end = 0;
      this.#window.read(this.#offset + 8 * first, end - first);
      this.#first = first;
      this.#end = end;
    }
    return 2 * (index - this.#first);
  }
}

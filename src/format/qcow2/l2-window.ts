import type { ImageFile } from '../../file/image-file.ts';
import type { L1Table } from './l1-table.ts';
import type { L2Layout } from './l2-layout.ts';
import { WordWindow, windowBytes } from './word-window.ts';

/**
 * The L2 entries around the place where a walk is: a part of a table, or as many whole tables as stand next to each
 * other in the file and fit.
 */
export class L2Window {
  readonly #l1: L1Table;
  readonly #words: WordWindow;
  readonly #clusterSize: number;
  readonly #entryBytes: number;
  readonly #entriesPerTable: number;
  /** What the entries here are of, in guest bytes: from `start` up to, not including, `end`. */
  start = 0;
  end = 0;
  /** Where the first entry stands in the file, in bytes. */
  #offset = 0;

  constructor(file: ImageFile, l1: L1Table, clusterSize: number, layout: L2Layout) {
    this.#l1 = l1;
    this.#words = new WordWindow(file);
    this.#clusterSize = clusterSize;
    this.#entryBytes = 8 * layout.entryWords;
    this.#entriesPerTable = clusterSize / this.#entryBytes;
  }

  /** The words of its entries; see WordWindow. */
  get halves(): Int32Array {
    return this.#words.halves;
  }

  /** Moves to where the entry of a guest offset is, in the table of the L1 entry `l1Index`, which has an aligned one. */
  moveTo(offset: number, l1Index: number): void {
    const covered = this.#entriesPerTable * this.#clusterSize;
    const tableStart = l1Index * covered;
    // Whatever fails: what is here now is no longer said to be.
    this.end = 0;
    let entries = windowBytes / this.#entryBytes;
    let first = 0;
    if (entries < this.#entriesPerTable) {
      const index = Math.floor((offset - tableStart) / this.#clusterSize);
      first = index - (index % entries);
    } else {
      const most = entries / this.#entriesPerTable;
      entries = this.#l1.adjacent(l1Index, most, this.#clusterSize) * this.#entriesPerTable;
    }
    this.#offset = this.#l1.l2Offset(l1Index) + first * this.#entryBytes;
    this.#words.read(this.#offset, (entries * this.#entryBytes) / 8);
    this.start = tableStart + first * this.#clusterSize;
    this.end = this.start + entries * this.#clusterSize;
  }

  /** Where the table of an entry here stands in the file, in bytes, and the entry's index in it. */
  placeOf(entry: number): { readonly tableOffset: number; readonly index: number } {
    const offset = this.#offset + entry * this.#entryBytes;
    const inTable = offset % this.#clusterSize;
    return { tableOffset: offset - inTable, index: inTable / this.#entryBytes };
  }
}

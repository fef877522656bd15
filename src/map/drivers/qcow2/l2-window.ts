import type { ImageFile } from '../../file/image-file.ts';
import { windowBytes } from '../../kernel/bits.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { L1Table } from './l1-table.ts';
import type { Searched } from './searched.ts';

/**
 * The L2 entries around the place where a walk is, in the walk's kernel: a part of a table, or as many whole tables as
 * stand next to each other in the file and fit; nothing behind the last cluster of the image.
 */
export class L2Window {
  readonly #file: ImageFile;
  readonly #l1: L1Table;
  readonly #layer: KernelLayer;
  readonly #virtualSize: number;
  readonly #clusterSize: number;
  readonly #entryBytes: number;
  readonly #entriesPerTable: number;
  /** What the entries here are of, in guest bytes: from `start` up to, not including, `end`. */
  start = 0;
  end = 0;
  /** Where the first entry stands in the file, in bytes. */
  #offset = 0;

  /** @param entryBytes 8, or 16 of an extended entry */
  constructor(
    { file, l1, virtualSize }: Searched,
    layer: KernelLayer,
    clusterSize: number,
    entryBytes: number,
  ) {
    this.#file = file;
    this.#l1 = l1;
    this.#layer = layer;
    this.#virtualSize = virtualSize;
    this.#clusterSize = clusterSize;
    this.#entryBytes = entryBytes;
    this.#entriesPerTable = clusterSize / entryBytes;
  }

  /** Moves to where the entry of a guest offset is, in the table of the L1 entry `l1Index`, which is at `tableOffset`. */
  moveTo(offset: number, l1Index: number, tableOffset: number): void {
    const tableStart = l1Index * this.#entriesPerTable * this.#clusterSize;
    const most = windowBytes / this.#entryBytes;
    let entries = most;
    let first = 0;
    if (most < this.#entriesPerTable) {
      const index = Math.floor((offset - tableStart) / this.#clusterSize);
      first = index - (index % most);
    } else if (most > this.#entriesPerTable) {
      const tables = this.#l1.adjacent(l1Index, most / this.#entriesPerTable, this.#clusterSize);
      entries = tables * this.#entriesPerTable;
    }
    const start = tableStart + first * this.#clusterSize;
    entries = Math.min(entries, Math.ceil((this.#virtualSize - start) / this.#clusterSize));
    this.#offset = tableOffset + first * this.#entryBytes;
    this.#read(entries * this.#entryBytes);
    this.#set(start, start + entries * this.#clusterSize);
  }

  #read(length: number): void {
    const { window } = this.#layer;
    try {
      this.#file.readInto(length === window.length ? window : window.subarray(0, length), this.#offset);
    } catch (error) {
      // What was here is no longer said to be.
      this.#set(0, 0);
      throw error;
    }
  }

  /** The first word of an entry here, as its upper and lower 32 bits; see WordWindow. */
  halvesOf(entry: number): readonly [high: number, low: number] {
    const words = this.#layer.window;
    const at = entry * this.#entryBytes;
    return [words.readInt32LE(at + 4), words.readInt32LE(at)];
  }

  /** Where the table of an entry here stands in the file, in bytes, and the entry's index in it. */
  placeOf(entry: number): { readonly tableOffset: number; readonly index: number } {
    const offset = this.#offset + entry * this.#entryBytes;
    const inTable = offset % this.#clusterSize;
    return { tableOffset: offset - inTable, index: inTable / this.#entryBytes };
  }

  #set(start: number, end: number): void {
    this.start = start;
    this.end = end;
    this.#layer.setWindow(start, end);
  }
}

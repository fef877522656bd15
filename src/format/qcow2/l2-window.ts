import type { ImageFile } from '../../file/image-file.ts';
import { windowBytes } from '../../kernel/bits.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { L1Table } from './l1-table.ts';

/**
 * The L2 entries around the place where a walk is, in the walk's kernel: a part of a table, or as many whole tables as
 * stand next to each other in the file and fit.
 */
export class L2Window {
  readonly #file: ImageFile;
  readonly #l1: L1Table;
  readonly #layer: KernelLayer;
  readonly #clusterSize: number;
  readonly #entryBytes: number;
  readonly #entriesPerTable: number;
  /** What the entries here are of, in guest bytes: from `start` up to, not including, `end`. */
  start = 0;
  end = 0;
  /** Where the first entry stands in the file, in bytes. */
  #offset = 0;

  /** @param entryBytes 8, or 16 of an extended entry */
  constructor(file: ImageFile, l1: L1Table, layer: KernelLayer, clusterSize: number, entryBytes: number) {
    this.#file = file;
    this.#l1 = l1;
    this.#layer = layer;
    this.#clusterSize = clusterSize;
    this.#entryBytes = entryBytes;
    this.#entriesPerTable = clusterSize / entryBytes;
  }

  /** Moves to where the entry of a guest offset is, in the table of the L1 entry `l1Index`, which has an aligned one. */
  moveTo(offset: number, l1Index: number): void {
    const covered = this.#entriesPerTable * this.#clusterSize;
    const tableStart = l1Index * covered;
    // Whatever fails: what is here now is no longer said to be.
    this.#set(0, 0);
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
    this.#file.readInto(this.#layer.window.subarray(0, entries * this.#entryBytes), this.#offset);
    const start = tableStart + first * this.#clusterSize;
    this.#set(start, start + entries * this.#clusterSize);
  }

  /** The first word of an entry here, as its upper and lower 32 bits; see WordWindow. */
  halvesOf(entry: number): readonly [high: number, low: number] {
    const words = this.#layer.window;
    const at = entry * this.#entryBytes;
    return [words.readInt32BE(at), words.readInt32BE(at + 4)];
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

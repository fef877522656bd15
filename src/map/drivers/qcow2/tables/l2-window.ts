import type { ImageFile } from '../../../file/image-file.ts';
import { readThrough } from '../../../file/read-through.ts';
import { Unreadable } from '../../../file/unreadable.ts';
import type { KernelLayer } from '../../../kernel/kernel-layer.ts';
import type { ImageTables } from './image-tables.ts';
import type { L1Table } from './l1-table.ts';

/**
 * The L2 entries around the current position of a walk, in the memory of its kernel: a part of a table, or as many whole
 * tables as fit and follow each other in the file. It ends with the last cluster of the image.
 */
export class L2Window {
  readonly #file: ImageFile;
  readonly #l1: L1Table;
  readonly #layer: KernelLayer;
  readonly #virtualSize: number;
  readonly #sliceBytes: number;
  /** The slice that was loaded last, for a listener. */
  #slice: { readonly offset: number; readonly bytes: Uint8Array } | undefined;
  /** The slice that was last found to be readable as a whole. */
  #wholeSlice: number | undefined;
  readonly #clusterSize: number;
  readonly #entryBytes: number;
  readonly #entriesPerTable: number;
  /** The guest bytes that the entries cover: the first, and the first after them. */
  start = 0;
  end = 0;
  /** Where the first entry is in the file, in bytes. */
  #offset = 0;

  /** @param entryBytes 8, extended entries 16 */
  constructor(
    { file, l1, virtualSize, sliceBytes }: ImageTables,
    layer: KernelLayer,
    clusterSize: number,
    entryBytes: number,
  ) {
    this.#file = file;
    this.#l1 = l1;
    this.#layer = layer;
    this.#virtualSize = virtualSize;
    this.#sliceBytes = sliceBytes;
    this.#clusterSize = clusterSize;
    this.#entryBytes = entryBytes;
    this.#entriesPerTable = clusterSize / entryBytes;
  }

  /**
   * Moves to the entry of a guest offset. It is in the table of the L1 entry `l1Index`, which is at `tableOffset`.
   *
   * @throws MapError `unreadable` if the slice of the entry can't be read as a whole, as qemu reads it
   */
  moveTo(offset: number, l1Index: number, tableOffset: number): void {
    const tableStart = l1Index * this.#entriesPerTable * this.#clusterSize;
    if (this.#file.onEvent !== undefined) {
      this.#loadSlice(offset, tableStart, tableOffset);
      return;
    }
    const most = this.#layer.windowBytes / this.#entryBytes;
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
    try {
      this.#read(entries * this.#entryBytes);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      // It may be another slice that can't be read.
      this.#loadSlice(offset, tableStart, tableOffset);
      return;
    }
    this.#set(start, start + entries * this.#clusterSize);
  }

  /**
   * Moves to a slice, or to the part of a larger one that fits into the window: qemu loads slice after slice, each by one request,
   * and each is an event.
   */
  #loadSlice(offset: number, tableStart: number, tableOffset: number): void {
    const bytes = Math.min(this.#sliceBytes, this.#layer.windowBytes);
    const covered = (bytes / this.#entryBytes) * this.#clusterSize;
    const index = Math.floor((offset - tableStart) / covered);
    const start = tableStart + index * covered;
    const end = Math.min(start + covered, this.#virtualSize);
    this.#offset = tableOffset + index * bytes;
    this.#set(0, 0);
    const within = (index * bytes) % this.#sliceBytes;
    this.#layer.window.set(this.#sliceAt(this.#offset - within).subarray(within, within + bytes));
    this.#set(start, start + Math.ceil((end - start) / this.#clusterSize) * this.#clusterSize);
  }

  #sliceAt(offset: number): Uint8Array {
    if (this.#slice?.offset !== offset) {
      // If the request fails, nothing is loaded.
      this.#slice = undefined;
      this.#file.onEvent?.('l2_load');
      this.#slice = { offset, bytes: this.#file.read(offset, this.#sliceBytes) };
    }
    return this.#slice.bytes;
  }

  /** Reads the entries of the window, and what else there is of their first and their last slice. */
  #read(length: number): void {
    const { window } = this.#layer;
    // Until all is read, the window counts as empty.
    this.#set(0, 0);
    this.#file.readInto(length === window.length ? window : window.subarray(0, length), this.#offset);
    const end = this.#offset + length;
    const before = this.#offset % this.#sliceBytes;
    const behind = (this.#sliceBytes - (end % this.#sliceBytes)) % this.#sliceBytes;
    const slice = this.#offset - before;
    // A slice that is larger than the window is read as a whole at the first of its windows.
    if (slice === this.#wholeSlice) return;
    readThrough(this.#file, slice, before);
    readThrough(this.#file, end, behind);
    this.#wholeSlice = slice;
  }

  /** The first word of the entry with this index in the window: its upper and lower 32 bits, signed. */
  halvesOf(entry: number): readonly [high: number, low: number] {
    const { halves } = this.#layer;
    const at = (entry * this.#entryBytes) / Int32Array.BYTES_PER_ELEMENT;
    return [halves[at + 1]!, halves[at]!];
  }

  /** Where the table of an entry of the window is in the file, in bytes, and the index of the entry in that table. */
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

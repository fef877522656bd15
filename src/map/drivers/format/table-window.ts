import type { ImageFile } from '../../file/image-file.ts';
import { readThrough } from '../../file/read-through.ts';
import type { TableEntry } from '../../node/lookup.ts';

/** Bytes of a window. */
const windowBytes = 65_536;
const wordBytes = 4;

/**
 * A table of a file, of which a window is in memory: tables can be larger than the memory that a map may take. Past the end
 * of the file its entries are zeros.
 */
export class TableWindow {
  readonly #file: ImageFile;
  #offset: number;
  readonly #entryBytes: number;
  readonly #entries: number;
  /** The index of the first entry in the window, and of the first entry behind it. */
  #first = 0;
  #end = 0;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  /** The same bytes, with fields. */
  #view = new DataView(this.#bytes.buffer);
  /** The same bytes, four at a time in any order: to be compared. */
  #words = new Uint32Array(this.#bytes.buffer);

  /** @param offset where the table is in the file, in bytes */
  constructor(file: ImageFile, offset: number, entryBytes: number, entries: number) {
    this.#file = file;
    this.#offset = offset;
    this.#entryBytes = entryBytes;
    this.#entries = entries;
  }

  /**
   * Goes on to another table of the file, with as many entries. An image may have a million tables: each with memory of its own, they
   * would take more than the collector of garbage gives back in time.
   *
   * @param offset where that table is, in bytes
   */
  goOnTo(offset: number): this {
    this.#offset = offset;
    this.#end = 0;
    return this;
  }

  /** How many entries the table has. */
  get entries(): number {
    return this.#entries;
  }

  /**
   * Reads the whole table once, as qemu does when it opens the image.
   *
   * @throws MapError `unreadable`
   */
  readAll(): void {
    if (this.#entries === 0) {
      // Even a read of no bytes can fail.
      this.#file.read(this.#offset, 0);
      return;
    }
    this.readUInt32LE(0);
    readThrough(this.#file, this.placeOf(this.#end), (this.#entries - this.#end) * this.#entryBytes);
  }

  /** Where an entry is in the file, in bytes. */
  placeOf(index: number): number {
    return this.#offset + index * this.#entryBytes;
  }

  /**
   * The entry at `index` as an unsigned number of 32 bits, least significant byte first.
   *
   * @throws MapError `unreadable`
   */
  readUInt32LE(index: number): number {
    const at = this.#locate(index);
    return this.#view.getUint32(at, true);
  }

  /** The upper half of an entry of 64 bits, least significant byte first. `readUInt32LE` gives the lower half. */
  readUpperUInt32LE(index: number): number {
    const at = this.#locate(index);
    return this.#view.getUint32(at + 4, true);
  }

  /** An entry of 64 bits, least significant byte first; from 2^53 on, the double next to it. */
  readUInt64LE(index: number): number {
    const at = this.#locate(index);
    return this.#view.getUint32(at + 4, true) * 2 ** 32 + this.#view.getUint32(at, true);
  }

  /** As `readUInt32LE`, most significant byte first. */
  readUInt32BE(index: number): number {
    const at = this.#locate(index);
    return this.#view.getUint32(at);
  }

  /**
   * How many entries from `index` on equal it, as far as the window reaches: at least 1. A scan of equal entries takes a tenth
   * of the time of reading each.
   *
   * @throws MapError `unreadable`
   */
  countEqual(index: number): number {
    const words = this.#entryBytes / wordBytes;
    const start = this.#locate(index) / wordBytes;
    const end = ((this.#end - this.#first) * this.#entryBytes) / wordBytes;
    let at = start + words;
    while (at < end && this.#words[at] === this.#words[at - words]) at++;
    return Math.floor((at - start) / words);
  }

  /**
   * Reads the entries from `index` on into `bytes`, as the file has them, and leaves the window where it is. What the window holds
   * comes from there: a table that fits it is read once, as qemu does.
   *
   * @returns how many; none for a file with a listener, which is told of each read
   * @throws MapError `unreadable`
   */
  readRaw(index: number, bytes: Uint8Array): number {
    if (this.#file.onEvent !== undefined) return 0;
    const isHere = index >= this.#first && index < this.#end;
    const most = (isHere ? this.#end : this.#entries) - index;
    const count = Math.min(most, Math.floor(bytes.length / this.#entryBytes));
    if (count <= 0) return 0;
    if (isHere) {
      const from = (index - this.#first) * this.#entryBytes;
      bytes.set(this.#bytes.subarray(from, from + count * this.#entryBytes));
      return count;
    }
    this.#file.readInto(bytes.subarray(0, count * this.#entryBytes), this.placeOf(index));
    return count;
  }

  /**
   * The largest entry of 32 bits, most significant byte first, that is less than `limit`; -1: there is none.
   *
   * @throws MapError `unreadable`
   */
  largestUInt32BE(limit: number): number {
    let largest = -1;
    for (let index = 0; index < this.#entries; index = this.#end) {
      this.#locate(index);
      const view = this.#view;
      const end = (this.#end - index) * this.#entryBytes;
      for (let at = 0; at < end; at += this.#entryBytes) {
        const entry = view.getUint32(at);
        if (entry > largest && entry < limit) largest = entry;
      }
    }
    return largest;
  }

  /** The entry at `index`, whose number is `entry`, for people. */
  entryAt(index: number, entry: number | bigint): Pick<TableEntry, 'index' | 'offset' | 'word'> {
    const word = `0x${entry.toString(16).padStart(2 * this.#entryBytes, '0')}`;
    return { index, offset: this.placeOf(index), word };
  }

  /** Moves the window to an entry. Returns where the entry is in it, in bytes. */
  #locate(index: number): number {
    if (index < this.#first || index >= this.#end) this.#moveTo(index);
    return (index - this.#first) * this.#entryBytes;
  }

  #moveTo(index: number): void {
    if (this.#bytes.length === 0) {
      this.#view = new DataView(new ArrayBuffer(Math.min(windowBytes, this.#entries * this.#entryBytes)));
      this.#bytes = new Uint8Array(this.#view.buffer);
      this.#words = new Uint32Array(this.#view.buffer);
    }
    const most = windowBytes / this.#entryBytes;
    const first = index - (index % most);
    const end = Math.min(first + most, this.#entries);
    // Until the read has succeeded, the window holds nothing.
    this.#end = 0;
    this.#file.readInto(this.#bytes.subarray(0, (end - first) * this.#entryBytes), this.placeOf(first));
    this.#first = first;
    this.#end = end;
  }
}

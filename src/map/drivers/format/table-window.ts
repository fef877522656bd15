import type { ImageFile } from '../../file/image-file.ts';

/** Bytes of a window. */
const windowBytes = 65_536;

/**
 * A table of a file, of which a window is in memory: tables can be larger than the memory that a map may take. Past the end
 * of the file its entries are zeros.
 */
export class TableWindow {
  readonly #file: ImageFile;
  readonly #offset: number;
  readonly #entryBytes: number;
  readonly #entries: number;
  /** The index of the first entry in the window. */
  #first = 0;
  #bytes: Buffer = Buffer.alloc(0);

  /** @param offset where the table is in the file, in bytes */
  constructor(file: ImageFile, offset: number, entryBytes: number, entries: number) {
    this.#file = file;
    this.#offset = offset;
    this.#entryBytes = entryBytes;
    this.#entries = entries;
  }

  /** How many entries the table has. */
  get entries(): number {
    return this.#entries;
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
    return this.#bytes.readUInt32LE(at);
  }

  /** As `readUInt32LE`, most significant byte first. */
  readUInt32BE(index: number): number {
    const at = this.#locate(index);
    return this.#bytes.readUInt32BE(at);
  }

  /** Moves the window to an entry. Returns where the entry is in it, in bytes. */
  #locate(index: number): number {
    const perWindow = windowBytes / this.#entryBytes;
    const first = index - (index % perWindow);
    if (first !== this.#first || this.#bytes.length === 0) {
      const count = Math.min(perWindow, this.#entries - first);
      // Until the read has succeeded, the window holds nothing.
      this.#bytes = Buffer.alloc(0);
      this.#bytes = this.#file.read(this.placeOf(first), count * this.#entryBytes);
      this.#first = first;
    }
    return (index - first) * this.#entryBytes;
  }
}

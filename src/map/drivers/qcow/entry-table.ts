import type { ImageFile } from '../../file/image-file.ts';
import { compressedBit, dataBit } from '../../kernel/bits.ts';
import type { TableEntry } from '../../node/lookup.ts';
import { TableWindow } from '../format/table-window.ts';

/** The upper half of the entry of a compressed cluster is at least this. */
const compressed = 2 ** 31;

/** The L1 table or an L2 table. Its entries have 64 bits, more than a number can hold: they are read in halves. */
export class EntryTable {
  readonly #halves: TableWindow;

  /** @param offset where the table is in the file, in bytes */
  constructor(file: ImageFile, offset: number, entries: number) {
    this.#halves = new TableWindow(file, offset, 4, 2 * entries);
  }

  /** Goes on to another table, with as many entries. */
  goOnTo(offset: number): this {
    this.#halves.goOnTo(offset);
    return this;
  }

  /**
   * Reads the whole table once, as qemu does when it opens the image.
   *
   * @throws MapError `unreadable`
   */
  readAll(): void {
    this.#halves.readAll();
  }

  /** The upper 32 bits of an entry, unsigned. */
  high(index: number): number {
    return this.#halves.readUInt32BE(2 * index);
  }

  /** Its lower 32 bits, unsigned. */
  low(index: number): number {
    return this.#halves.readUInt32BE(2 * index + 1);
  }

  /** The whole entry; from 2^53 on, the double next to it. */
  entry(index: number): number {
    return this.high(index) * 2 ** 32 + this.low(index);
  }

  /** The whole entry, exactly. */
  exactEntry(index: number): bigint {
    return (BigInt(this.high(index)) << 32n) | BigInt(this.low(index));
  }

  /** What an entry of an L2 table says of its cluster: 0 (nothing is allocated), or a sum of bits of kernel/bits.ts. */
  kind(index: number): number {
    if (this.isCompressed(index)) return dataBit | compressedBit;
    return this.entry(index) === 0 ? 0 : dataBit;
  }

  isCompressed(index: number): boolean {
    return this.high(index) >= compressed;
  }

  /** Where the data of a compressed cluster are: as many bits above the offset as the size of a cluster has tell their bytes. */
  compressedData(index: number, clusterBytes: number): { readonly offset: number; readonly bytes: number } {
    const entry = this.exactEntry(index);
    const offsetBits = BigInt(63 - Math.log2(clusterBytes));
    const bytes = (entry >> offsetBits) & BigInt(clusterBytes - 1);
    return { offset: Number(BigInt.asUintN(Number(offsetBits), entry)), bytes: Number(bytes) };
  }

  /** How many entries from `index` on are zero, as far as the window reaches. */
  countZeros(index: number): number {
    return this.entry(index) === 0 ? Math.floor(this.#halves.countEqual(2 * index) / 2) : 0;
  }

  /** The entry, for people. */
  entryAt(index: number): Pick<TableEntry, 'index' | 'offset' | 'word'> {
    const digits = [this.high(index), this.low(index)].map(half => half.toString(16).padStart(8, '0'));
    return { index, offset: this.#halves.placeOf(2 * index), word: `0x${digits.join('')}` };
  }
}

import type { ImageFile } from '../../file/image-file.ts';

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Big-endian 64-bit words of a file, as many as are wanted at a time: what is read replaces what was. Tables can be
 * larger than the memory that a map may take, and many small ones next to each other are one read.
 */
export class WordWindow {
  readonly #file: ImageFile;
  #bytes: Buffer = Buffer.alloc(0);
  /**
   * Word i of what was read last is `halves[2 * i]` (its upper 32 bits) and `halves[2 * i + 1]`. Signed: unsigned ones of
   * 2^31 and more, as COPIED makes them, are objects to code that isn't optimised yet.
   */
  halves: Int32Array = new Int32Array(0);

  constructor(file: ImageFile) {
    this.#file = file;
  }

  /**
   * @param offset in the file, in bytes
   * @param words how many; past the end of the file they are zero
   */
  read(offset: number, words: number): void {
    if (this.halves.length < 2 * words) {
      this.halves = new Int32Array(2 * words);
      this.#bytes = Buffer.from(this.halves.buffer);
    }
    const bytes = this.#bytes.subarray(0, 8 * words);
    this.#file.readInto(bytes, offset);
    if (isLittleEndian) bytes.swap32();
  }
}

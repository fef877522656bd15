import type { ImageFile } from '../../file/image-file.ts';

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Big-endian 64-bit words of a file, as many as each read asks for. A read replaces the words of the one before: tables can
 * be larger than the memory that a map may take, and one read gets many small tables that follow each other.
 */
export class WordWindow {
  readonly #file: ImageFile;
  #bytes: Buffer = Buffer.alloc(0);
  /**
   * Word i of the last read is `halves[2 * i]` (its upper 32 bits) and `halves[2 * i + 1]`. They are signed, because
   * unsigned numbers of 2^31 and more (each entry with COPIED) are heap objects in code that isn't optimised yet.
   */
  halves: Int32Array = new Int32Array(0);

  constructor(file: ImageFile) {
    this.#file = file;
  }

  /**
   * @param offset where the first word is in the file, in bytes
   * @param words how many; past the end of the file they are zeros
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

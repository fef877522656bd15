import type { ByteString } from '../byte-string.ts';
import { type Constant, packedDigits } from './packed.ts';

const chunkBytes = 64 * 1024;
/** Numbers and constants, which are written four bytes at a time, may go on past a full chunk. */
const margin = 1024;

/**
 * Gathers text into chunks for a stream: of a map with millions of extents only a chunk is in memory. Numbers go in as
 * digits, without a string for each: of such a map they are half of the work.
 */
export class Chunks {
  readonly #write: (chunk: Buffer) => void;
  readonly #bytes: Buffer = Buffer.allocUnsafe(chunkBytes + margin);
  readonly #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
  #length = 0;

  /** @param write is given each chunk, whose bytes are others after it returns */
  constructor(write: (chunk: Buffer) => void) {
    this.#write = write;
  }

  text(text: ByteString): void {
    if (this.#length + text.length > chunkBytes) this.flush();
    if (text.length > chunkBytes) this.#write(Buffer.from(text, 'latin1'));
    else this.#length += this.#bytes.write(text, this.#length, 'latin1');
  }

  constant({ length, words }: Constant): void {
    const view = this.#view;
    const at = this.#length;
    for (let index = 0; index < words.length; index++) view.setInt32(at + 4 * index, words[index]!, true);
    this.#length = at + length;
    if (this.#length > chunkBytes) this.flush();
  }

  /** A whole number, at least 0, in decimal digits. */
  number(value: number | bigint): void {
    if (typeof value === 'bigint') {
      this.text(String(value));
      return;
    }
    const high = Math.floor(value / 1e8);
    const low = (value - high * 1e8) | 0;
    if (high === 0) {
      this.#leading(low);
    } else {
      this.#leading(high | 0);
      this.#four((low / 1e4) | 0);
      this.#four(low % 1e4);
    }
    if (this.#length > chunkBytes) this.flush();
  }

  flush(): void {
    if (this.#length > 0) this.#write(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }

  /** A number below 10^8, without zeros before it. */
  #leading(value: number): void {
    const upper = (value / 1e4) | 0;
    const first = upper === 0 ? value : upper;
    const digits = first < 10 ? 1 : first < 100 ? 2 : first < 1000 ? 3 : 4;
    this.#view.setUint32(this.#length, packedDigits[first]! >>> (8 * (4 - digits)), true);
    this.#length += digits;
    if (upper !== 0) this.#four(value % 1e4);
  }

  /** A number below 10^4, as four digits. */
  #four(value: number): void {
    this.#view.setUint32(this.#length, packedDigits[value]!, true);
    this.#length += 4;
  }
}

import type { ByteString } from '../byte-string.ts';
import { type Constant, fourDigits } from './packed.ts';

const chunkBytes = 64 * 1024;
/** Numbers and constants, which are written some bytes at a time, may go on past a full chunk. */
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
    if (this.#length > chunkBytes) this.flush();
    const view = this.#view;
    let at = this.#length;
    this.#length = at + length;
    for (let index = 0; index < words.length; index += 4) {
      view.setFloat64(at, words[index]!, true);
      view.setFloat64(at + 8, words[index + 1]!, true);
      view.setFloat64(at + 16, words[index + 2]!, true);
      view.setFloat64(at + 24, words[index + 3]!, true);
      at += 32;
    }
  }

  /**
   * The sum of two whole numbers, in decimal digits: `exact[index]`, which is exact as a double, and a small one. (From an
   * array, since a double that is passed to a function can be made an object.)
   */
  number(exact: Float64Array, index: number, small: number): void {
    const sum = exact[index]! + small;
    if (sum > Number.MAX_SAFE_INTEGER) {
      this.text(String(BigInt(exact[index]!) + BigInt(small)));
      return;
    }
    if (this.#length > chunkBytes) this.flush();
    const high = Math.floor(sum / 1e8);
    const low = (sum - high * 1e8) | 0;
    if (high === 0) {
      this.#length = leadingDigits(this.#view, this.#length, low);
    } else {
      const at = leadingDigits(this.#view, this.#length, high | 0);
      this.#length = putFour(this.#view, putFour(this.#view, at, (low / 1e4) | 0), low % 1e4);
    }
  }

  flush(): void {
    if (this.#length > 0) this.#write(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }
}

/** Puts a number below 10^8 at `at`, without zeros before it; where it ends. */
function leadingDigits(view: DataView, at: number, value: number): number {
  const upper = (value / 1e4) | 0;
  const first = upper === 0 ? value : upper;
  const digits = first < 10 ? 1 : first < 100 ? 2 : first < 1000 ? 3 : 4;
  view.setUint32(at, fourDigits(first) >>> (8 * (4 - digits)), true);
  return upper === 0 ? at + digits : putFour(view, at + digits, value % 1e4);
}

/** Puts a number below 10^4 at `at`, as four digits; where it ends. */
function putFour(view: DataView, at: number, value: number): number {
  view.setUint32(at, fourDigits(value), true);
  return at + 4;
}

import type { ByteString } from '../basics/byte-string.ts';
import { bytesOf, putText } from '../basics/bytes.ts';

const chunkBytes = 64 * 1024;

/** Joins output to chunks for a stream, so that only one chunk of a map with millions of extents is in memory. */
export class Chunks {
  readonly #write: (chunk: Uint8Array) => void;
  readonly #bytes: Uint8Array = new Uint8Array(chunkBytes);
  #length = 0;

  /** @param write takes each chunk; the bytes of the chunk change after it returns */
  constructor(write: (chunk: Uint8Array) => void) {
    this.#write = write;
  }

  /** Adds text. */
  text(text: ByteString): void {
    if (text.length > chunkBytes) this.bytes(bytesOf(text));
    else putText(text, this.#bytes, this.#take(text.length));
  }

  /** Adds bytes. Many of them are written at once and not copied. */
  bytes(bytes: Uint8Array): void {
    if (bytes.length < chunkBytes / 2) {
      this.#bytes.set(bytes, this.#take(bytes.length));
    } else {
      this.flush();
      this.#write(bytes);
    }
  }

  /** Writes what is not written yet. */
  flush(): void {
    if (this.#length > 0) this.#write(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }

  /** Makes room for `length` bytes; returns where it begins. */
  #take(length: number): number {
    if (this.#length + length > chunkBytes) this.flush();
    const at = this.#length;
    this.#length += length;
    return at;
  }
}

import type { ByteString } from '../basics/byte-string.ts';
import { bytesOf, putText } from '../basics/bytes.ts';

/** Bytes of a chunk, and of the first buffer: most maps print less than that. */
const [chunkBytes, firstBytes] = [64 * 1024, 2 * 1024];

/** Joins output to chunks for a stream, so that only one chunk of a map with millions of extents is in memory. */
export class Chunks {
  readonly #write: (chunk: Uint8Array) => void;
  #bytes: Uint8Array = new Uint8Array(firstBytes);
  #length = 0;

  /** @param write takes each chunk; the bytes of the chunk change after it returns */
  constructor(write: (chunk: Uint8Array) => void) {
    this.#write = write;
  }

  /** Adds text. */
  text(text: ByteString): void {
    if (text.length > chunkBytes) {
      this.bytes(bytesOf(text));
    } else {
      // Taken first: that may exchange the buffer.
      const at = this.#take(text.length);
      putText(text, this.#bytes, at);
    }
  }

  /** Adds bytes. Many of them are written at once and not copied. */
  bytes(bytes: Uint8Array): void {
    if (bytes.length < chunkBytes / 2) {
      const at = this.#take(bytes.length);
      this.#bytes.set(bytes, at);
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
    if (this.#length + length > this.#bytes.length) this.#grow();
    const at = this.#length;
    this.#length += length;
    return at;
  }

  #grow(): void {
    const bytes = new Uint8Array(chunkBytes);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }
}

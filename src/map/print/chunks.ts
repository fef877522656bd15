import type { ByteString } from '../basics/byte-string.ts';

const chunkBytes = 64 * 1024;

/** Gathers text into chunks for a stream: of a map with millions of extents only a chunk is in memory. */
export class Chunks {
  readonly #write: (chunk: Buffer) => void;
  readonly #bytes: Buffer = Buffer.allocUnsafe(chunkBytes);
  #length = 0;

  /** @param write is given each chunk, whose bytes are others after it returns */
  constructor(write: (chunk: Buffer) => void) {
    this.#write = write;
  }

  text(text: ByteString): void {
    if (text.length > chunkBytes) this.bytes(Buffer.from(text, 'latin1'));
    else this.#bytes.write(text, this.#take(text.length), 'latin1');
  }

  /** Many bytes go on as they are. */
  bytes(bytes: Buffer): void {
    if (bytes.length < chunkBytes / 2) {
      bytes.copy(this.#bytes, this.#take(bytes.length));
    } else {
      this.flush();
      this.#write(bytes);
    }
  }

  flush(): void {
    if (this.#length > 0) this.#write(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }

  /** Makes room for so many bytes; where it begins. */
  #take(length: number): number {
    if (this.#length + length > chunkBytes) this.flush();
    const at = this.#length;
    this.#length += length;
    return at;
  }
}

import type { ByteString } from '../byte-string.ts';

const chunkBytes = 32 * 1024;

/** Gathers text into chunks for a stream: of a map with millions of extents only a chunk is in memory. */
export class Chunks {
  readonly #write: (chunk: Buffer) => void;
  #text = '';

  constructor(write: (chunk: Buffer) => void) {
    this.#write = write;
  }

  add(text: ByteString): void {
    this.#text += text;
    if (this.#text.length >= chunkBytes) this.flush();
  }

  flush(): void {
    if (this.#text !== '') this.#write(Buffer.from(this.#text, 'latin1'));
    this.#text = '';
  }
}

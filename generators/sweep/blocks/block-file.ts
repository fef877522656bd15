import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A written file of a block format that is read back. */
export class BlockFile {
  readonly #fd: number;

  constructor(path: string) {
    this.#fd = openSync(path, 'r');
  }

  /** In bytes. */
  get length(): number {
    return fstatSync(this.#fd).size;
  }

  /** Bytes past the end of the file read as zeros. */
  read(at: number, length: number): Buffer<ArrayBuffer> {
    const bytes = Buffer.alloc(length);
    readSync(this.#fd, bytes, 0, length, at);
    return bytes;
  }

  [Symbol.dispose](): void {
    closeSync(this.#fd);
  }
}

/** A block as its entry has it: the letter of its state, and its place if it has one. */
export interface ReadBlock {
  readonly letter: string;
  /** Bytes of the file. */
  readonly place?: number;
}

/** The texts of blocks: a `+` marks one that stands `stride` bytes after the last one with a place. */
export function* textsOf(blocks: Iterable<ReadBlock>, stride: number): Generator<string> {
  let previous: number | undefined;
  for (const { letter, place } of blocks) {
    yield place !== undefined && previous !== undefined && place === previous + stride
      ? `${letter}+`
      : letter;
    previous = place ?? previous;
  }
}

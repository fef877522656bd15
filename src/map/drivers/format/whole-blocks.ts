import type { ImageFile } from '../../file/image-file.ts';
import { Unreadable } from '../../file/unreadable.ts';

/**
 * Fills a block with the guest's bytes.
 *
 * @throws MapError `unreadable`
 */
export type ReadBlock = (block: Uint8Array, index: number) => void;

/** Calls `fill` for each part of `bytes` that lies in one block: the part, the block's index, and the byte of it that the part begins at. */
export function eachPart(
  bytes: Uint8Array,
  offset: number,
  blockBytes: number,
  fill: (part: Uint8Array, index: number, byte: number) => void,
): void {
  for (let done = 0; done < bytes.length; ) {
    const index = Math.floor((offset + done) / blockBytes);
    const byte = offset + done - index * blockBytes;
    const part = bytes.subarray(done, done + blockBytes - byte);
    fill(part, index, byte);
    done += part.length;
  }
}

/**
 * What becomes of the kept block when another one can't be inflated. qemu has one buffer for blocks of cloop and qcow: it goes on to
 * take what the failed one has left there for the block before.
 */
export type OnFailure = 'forgotten' | 'overwritten';

/**
 * The content of blocks that can only be read as a whole, since they are compressed. The one that was read last is kept, as tables
 * are read in pieces.
 */
export class WholeBlocks {
  readonly #blockBytes: number;
  readonly #read: ReadBlock;
  readonly #onFailure: OnFailure;
  #block: Uint8Array | undefined;
  /** The block that is kept; undefined: none is. */
  #index: number | undefined;

  constructor(blockBytes: number, read: ReadBlock, onFailure: OnFailure) {
    this.#blockBytes = blockBytes;
    this.#read = read;
    this.#onFailure = onFailure;
  }

  /** Keeps no block: the next one is read anew. */
  forget(): void {
    this.#index = undefined;
  }

  /** Fills `bytes` with those at the guest byte `offset`. */
  readInto(bytes: Uint8Array, offset: number): void {
    eachPart(bytes, offset, this.#blockBytes, (part, index, byte) => {
      part.set(this.#at(index).subarray(byte, byte + part.length));
    });
  }

  #at(index: number): Uint8Array {
    this.#block ??= new Uint8Array(this.#blockBytes);
    if (this.#index !== index) {
      if (this.#onFailure === 'forgotten') this.#index = undefined;
      this.#read(this.#block, index);
      this.#index = index;
    }
    return this.#block;
  }
}

/** The error of data that can't be made of what a file has at `offset` (bytes). */
export function unreadableData(file: ImageFile, offset: number, reason = 'Input/output error'): Unreadable {
  return new Unreadable(file.name, offset, reason);
}

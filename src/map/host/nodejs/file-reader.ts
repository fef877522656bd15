import { readSync } from 'node:fs';
import type { ByteString } from '../../basics/byte-string.ts';
import { Bytes } from '../../basics/bytes.ts';
import { Unreadable } from '../../file/unreadable.ts';
import type { Descriptor } from './descriptor.ts';

/**
 * Bytes of the head, which is read once: it holds what formats are probed by, and their headers, which are read part by
 * part.
 */
const headBytes = 1024;

/** Reads the bytes of an open file. Past its end they are zeros. */
export class FileReader {
  readonly #descriptor: Descriptor;
  readonly #name: ByteString;
  readonly #length: number;
  #head: Bytes | undefined;

  /** @param length of the file, in bytes */
  constructor(descriptor: Descriptor, name: ByteString, length: number) {
    this.#descriptor = descriptor;
    this.#name = name;
    this.#length = length;
  }

  /**
   * The `length` bytes at `offset`.
   *
   * @throws Unreadable
   */
  read(offset: number, length: number): Bytes {
    const head = offset + length > headBytes ? undefined : this.#headOf();
    if (head !== undefined) return head.slice(offset, offset + length) as Bytes;
    const bytes = new Bytes(length);
    this.#readAll(bytes, offset);
    return bytes;
  }

  /**
   * Fills `bytes` from the file.
   *
   * @throws Unreadable
   */
  readInto(bytes: Uint8Array, offset: number): void {
    const head = offset + bytes.length > headBytes ? undefined : this.#headOf();
    if (head === undefined) this.#readAll(bytes, offset);
    else bytes.set(head.subarray(offset, offset + bytes.length));
  }

  /** Undefined if a part of the head can't be read, which need not be the part that is wanted. */
  #headOf(): Bytes | undefined {
    if (this.#head !== undefined) return this.#head;
    const head = new Bytes(headBytes);
    try {
      this.#readAll(head, 0);
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
    this.#head = head;
    return head;
  }

  #readAll(bytes: Uint8Array, offset: number): void {
    const there = Math.max(0, Math.min(bytes.length, this.#length - offset));
    let done = 0;
    while (done < there) {
      const count = this.#readSome(bytes, done, there - done, offset + done);
      if (count === 0) break;
      done += count;
    }
    if (done < bytes.length) bytes.fill(0, done);
  }

  #readSome(buffer: Uint8Array, into: number, length: number, offset: number): number {
    const position = Number.isSafeInteger(offset) ? offset : BigInt(offset);
    const descriptor = this.#descriptor.number;
    try {
      return readSync(descriptor, buffer, into, length, position);
    } catch (cause) {
      throw new Unreadable(this.#name, offset, cause);
    }
  }
}

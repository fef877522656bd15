import { readSync } from 'node:fs';
import type { ByteString } from '../../../basics/byte-string.ts';
import { Bytes } from '../../../basics/bytes.ts';
import { Unreadable } from '../../../file/unreadable.ts';
import type { Descriptor } from '../descriptors/descriptor.ts';

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
    const head = offset + length > headBytes ? undefined : (this.#head ?? this.#readHead());
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
    const head = offset + bytes.length > headBytes ? undefined : (this.#head ?? this.#readHead());
    if (head === undefined) this.#readAll(bytes, offset);
    else bytes.set(head.subarray(offset, offset + bytes.length));
  }

  /** Undefined if a part of the head can't be read, which need not be the part that is wanted. */
  #readHead(): Bytes | undefined {
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
    const descriptor = this.#descriptor.number;
    const there = Math.max(0, Math.min(bytes.length, this.#length - offset));
    let done = 0;
    try {
      while (done < there) {
        const position = Number.isSafeInteger(offset + done) ? offset + done : BigInt(offset + done);
        const count = readSync(descriptor, bytes, done, there - done, position);
        if (count === 0) break;
        done += count;
      }
    } catch (cause) {
      throw new Unreadable(this.#name, offset + done, cause);
    }
    if (done < bytes.length) bytes.fill(0, done);
  }
}

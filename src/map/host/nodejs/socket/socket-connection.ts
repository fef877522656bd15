import { readSync, writeSync } from 'node:fs';
import type { ByteString } from '../../../basics/byte-string.ts';
import { Bytes } from '../../../basics/bytes.ts';
import { strerror } from '../../../file/strerror.ts';
import { type Connection, ConnectionLost, stalled } from '../../connection.ts';
import { Descriptor } from '../descriptors/descriptor.ts';
import { systemCalls } from './system-calls.ts';

/** What is read from a connection at a time, in bytes. */
const bufferBytes = 65_536;

/**
 * An open connection to a server. Everything is synchronous: the thread waits for each answer. No answer is waited for longer
 * than about twice the patience.
 */
export class SocketConnection implements Connection {
  readonly #descriptor: Descriptor;
  readonly #address: ByteString;
  #patience: number;
  readonly #buffer = new Bytes(bufferBytes);
  #at = 0;
  #end = 0;
  #deadline: number;

  /**
   * @param descriptor of a socket, which this object closes
   * @param address how messages name the server
   * @param patience how long an answer may take, in milliseconds
   */
  constructor(descriptor: number, address: ByteString, patience: number) {
    this.#descriptor = new Descriptor(descriptor);
    this.#address = address;
    this.#patience = patience;
    this.#deadline = performance.now() + patience;
  }

  setPatience(patience: number): void {
    systemCalls().setPatience(this.#descriptor.number, patience);
    this.#patience = patience;
  }

  close(): void {
    this.#descriptor.close();
  }

  send(bytes: Uint8Array): void {
    this.#deadline = performance.now() + this.#patience;
    for (let sent = 0; sent < bytes.length; ) {
      sent += this.#try(socket => writeSync(socket, bytes, sent, bytes.length - sent));
    }
  }

  read(length: number): Bytes {
    if (length > bufferBytes) return this.#readLong(length);
    if (this.#end - this.#at < length) {
      this.#buffer.copyWithin(0, this.#at, this.#end);
      this.#end -= this.#at;
      this.#at = 0;
      while (this.#end < length) this.#end += this.#receive(this.#buffer, this.#end);
    }
    this.#at += length;
    return this.#buffer.subarray(this.#at - length, this.#at);
  }

  #readLong(length: number): Bytes {
    const bytes = new Bytes(length);
    bytes.set(this.#buffer.subarray(this.#at, this.#end));
    let done = this.#end - this.#at;
    this.#at = 0;
    this.#end = 0;
    while (done < length) done += this.#receive(bytes, done);
    return bytes;
  }

  #receive(bytes: Bytes, from: number): number {
    const count = this.#try(socket => readSync(socket, bytes, from, bytes.length - from, null));
    if (count === 0) throw new ConnectionLost();
    if (performance.now() > this.#deadline) throw stalled(this.#address, this.#patience);
    return count;
  }

  #try(call: (descriptor: number) => number): number {
    const { number } = this.#descriptor;
    for (;;) {
      try {
        return call(number);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        // A signal came, such as that a child has ended. A socket with a time limit isn't read on by itself (signal(7)).
        const isLate = performance.now() > this.#deadline;
        if (code === 'EINTR' && !isLate) continue;
        if (code === 'EAGAIN' || code === 'EINTR') throw stalled(this.#address, this.#patience);
        throw new ConnectionLost(strerror(error) ?? String(error));
      }
    }
  }
}

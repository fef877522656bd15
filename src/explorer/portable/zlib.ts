import { deflate, deflateRaw, inflateRaw } from 'pako';

/** What the generators take of `node:zlib`. pako is zlib in JavaScript, and makes the very bytes that Node makes. */

interface RawOptions {
  readonly windowBits: number;
}

export const deflateRawSync = (bytes: Uint8Array, options: RawOptions): Buffer =>
  Buffer.from(deflateRaw(bytes, options));

export const deflateSync = (bytes: Uint8Array): Buffer => Buffer.from(deflate(bytes));

export const inflateRawSync = (bytes: Uint8Array): Buffer => Buffer.from(inflateRaw(bytes));

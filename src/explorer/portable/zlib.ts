import { deflate, deflateRaw } from 'pako';
import { inflate } from '../../map/basics/deflate/inflate.ts';

/**
 * What the generators take of `node:zlib`. pako is zlib in JavaScript, and makes the very bytes that Node makes; what inflates is the
 * library's own, which the page has anyway.
 */

interface RawOptions {
  readonly windowBits: number;
}

export const deflateRawSync = (bytes: Uint8Array, options: RawOptions): Buffer =>
  Buffer.from(deflateRaw(bytes, options));

export const deflateSync = (bytes: Uint8Array): Buffer => Buffer.from(deflate(bytes));

/** Throws where Node throws: of more bytes than `maxOutputLength`, and of bytes that are no stream or the beginning of one. */
export function inflateRawSync(
  bytes: Uint8Array,
  { maxOutputLength }: { readonly maxOutputLength: number },
): Buffer {
  const output = Buffer.alloc(maxOutputLength);
  const { outcome, written } = inflate(bytes, output);
  if (outcome !== 'ended') throw new Error(`the deflated data is ${outcome}`);
  return output.subarray(0, written);
}

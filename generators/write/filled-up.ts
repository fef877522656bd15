import type { Piece } from './pieces.ts';

/** As long as the largest cluster. */
const zeros = Buffer.alloc(2 ** 21);

/** The bytes, then zeros up to `length` bytes (at most 2 MiB more). The zeros take no memory of their own. */
export function* filledUp(at: number, bytes: Buffer, length: number): Generator<Piece> {
  yield { at, bytes };
  yield { at: at + bytes.length, bytes: zeros.subarray(0, Math.max(0, length - bytes.length)) };
}

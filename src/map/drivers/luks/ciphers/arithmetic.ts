import { changed } from './changed.ts';
import { cipherExports } from './exports.ts';

/** The sum of as many bytes. Both are whole blocks. */
export function sum(bytes: Uint8Array, others: Uint8Array): Uint8Array {
  return changed(bytes, cipherExports().sum, others);
}

/** How blocks follow from the first of their piece. */
export type Series = 'doubled' | 'counted up';

/** Pieces of `length` bytes each: the blocks of such a series that begin with each of `firsts`, which have `block` bytes. */
export function series(firsts: Uint8Array, block: number, length: number, kind: Series): Uint8Array {
  const pieces = new Uint8Array((firsts.length / block) * length);
  for (let piece = 0; piece * block < firsts.length; piece++) {
    pieces.set(firsts.subarray(piece * block, (piece + 1) * block), piece * length);
  }
  const { double, countUp } = cipherExports();
  return changed(pieces, (start, end) => {
    for (let at = start; at < end; at += length) {
      if (kind === 'doubled') double(at, at + length);
      else countUp(at, at + length, block);
    }
  });
}

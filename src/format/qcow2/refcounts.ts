/**
 * How many of the first `entries` refcounts of a block are not zero; counting stops at `enough`. A refcount is
 * 2^order bits wide (docs/interop/qcow2, "Refcount blocks").
 */
export function countReferenced(block: Buffer, order: number, entries: number, enough: number): number {
  const isSet = order < 3 ? bitsSet : bytesSet;
  let count = 0;
  for (let index = 0; index < entries && count < enough; index++) {
    if (isSet(block, order, index)) count++;
  }
  return count;
}

/** Widths of 1, 2 and 4 bits: the first refcount stands in the lowest bits of a byte. */
function bitsSet(block: Buffer, order: number, index: number): boolean {
  const width = 1 << order;
  const bit = index * width;
  const mask = (1 << width) - 1;
  return ((block[bit >> 3]! >> (bit & 7)) & mask) !== 0;
}

function bytesSet(block: Buffer, order: number, index: number): boolean {
  const width = 1 << (order - 3);
  for (let at = index * width; at < (index + 1) * width; at++) {
    if (block[at] !== 0) return true;
  }
  return false;
}

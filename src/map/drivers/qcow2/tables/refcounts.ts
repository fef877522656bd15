/**
 * Counts the refcounts that are not zero among the first `entries` of a block, up to `enough`. A refcount has 2^order bits
 * (docs/interop/qcow2, "Refcount blocks").
 */
export function countReferenced(block: Uint8Array, order: number, entries: number, enough: number): number {
  return order < 3
    ? countNarrow(block, 2 ** order, entries, enough)
    : countWide(block, 2 ** (order - 3), entries, enough);
}

/** Counts refcounts of 1, 2 or 4 bits. The first one is in the lowest bits of a byte. */
function countNarrow(block: Uint8Array, width: number, entries: number, enough: number): number {
  const mask = (1 << width) - 1;
  let count = 0;
  for (let bit = 0; bit < entries * width && count < enough; bit += width) {
    if (((block[bit >> 3]! >> (bit & 7)) & mask) !== 0) count++;
  }
  return count;
}

/** @param width bytes of a refcount */
function countWide(block: Uint8Array, width: number, entries: number, enough: number): number {
  let count = 0;
  for (let at = 0; at < entries * width && count < enough; at += width) {
    let byte = at;
    while (byte < at + width && block[byte] === 0) byte++;
    if (byte < at + width) count++;
  }
  return count;
}

/** The part of an image to map, as `-s` and `-l` give it: bytes, below 2^63. */
export interface Window {
  readonly start: bigint;
  /** Absent: to the end of the image. */
  readonly length?: bigint;
}

/** Guest bytes from `start` up to, not including, `end`. The range is empty if `end` is not above `start`. */
export interface Range {
  readonly start: bigint;
  readonly end: bigint;
}

/**
 * The range that a window selects in an image of `virtualSize` bytes. The sum of start and length wraps like a signed
 * 64-bit integer, as in qemu: then the range is empty.
 */
export function rangeOf(window: Window, virtualSize: number): Range {
  const size = BigInt(virtualSize);
  if (window.length === undefined) return { start: window.start, end: size };
  const end = BigInt.asIntN(64, window.start + window.length);
  return { start: window.start, end: end < size ? end : size };
}

/** The part of an image that a map is asked for; bytes, below 2^63. Without a length: to the end of the image. */
export interface Window {
  readonly start: bigint;
  readonly length?: bigint;
}

/** What a window comes to in an image: from `start` up to, not including, `end`; empty where that isn't above it. */
export interface Range {
  readonly start: bigint;
  readonly end: bigint;
}

/**
 * The range that a window names in an image of `virtualSize` bytes. The sum of start and length wraps like a signed
 * 64-bit integer, as qemu's does: then the range is empty.
 */
export function rangeOf(window: Window, virtualSize: number): Range {
  const size = BigInt(virtualSize);
  if (window.length === undefined) return { start: window.start, end: size };
  const end = BigInt.asIntN(64, window.start + window.length);
  return { start: window.start, end: end < size ? end : size };
}

import { windowBytes } from './bits.ts';

/** Bytes that all windows of a chain may have together, while each has `usualLeast`. */
const together = 2 ** 25;
const usualLeast = 4096;
const least = 512;
const longestEntry = 16;

/**
 * The bytes of the window of a layer, a power of two: a chain of 5,000 layers has smaller windows than one of 500, and an image has
 * none that is larger than its tables.
 *
 * @param layers how many there are in the chain
 * @param clusters how many the layer has
 */
export function windowBytesOf(layers: number, clusters: number): number {
  const share = Math.max(usualLeast, powerUpTo(together / layers));
  const needed = Math.max(least, powerFrom(longestEntry * clusters));
  return Math.min(windowBytes, share, needed);
}

/** The largest power of two that isn't above a number from 1 on. */
function powerUpTo(most: number): number {
  return 2 ** Math.floor(Math.log2(most));
}

/** The smallest power of two that isn't below a number. */
function powerFrom(least: number): number {
  return 2 ** Math.ceil(Math.log2(least));
}

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
  let bytes = windowBytes;
  while (bytes > usualLeast && bytes * layers > together) bytes /= 2;
  while (bytes > least && bytes / 2 >= longestEntry * clusters) bytes /= 2;
  return bytes;
}

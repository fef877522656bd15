import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';

const entryBytes = 8;
const largestBlock = 128 * 2 ** 20;
/** Entries that are read at a time. */
const most = 32_768;

/**
 * Checks the offsets of the compressed blocks, each of which ends where the next one begins.
 *
 * @param at where they are in the file, in bytes
 * @param entries how many, the end of the last block included
 * @throws Refusal
 */
export function checkOffsets(file: ImageFile, at: number, entries: number): void {
  let [high, low] = [0, 0];
  for (let first = 0; first < entries; first += most) {
    const count = Math.min(most, entries - first);
    const { buffer, byteOffset, byteLength } = file.read(at + first * entryBytes, count * entryBytes);
    const view = new DataView(buffer, byteOffset, byteLength);
    for (let index = 0; index < count; index++) {
      const [lastHigh, lastLow] = [high, low];
      high = view.getUint32(index * entryBytes);
      low = view.getUint32(index * entryBytes + 4);
      // Exact up to 2^53, and beyond that large enough.
      const bytes = (high - lastHigh) * 2 ** 32 + (low - lastLow);
      if (first + index > 0) checkBlock(bytes, first + index);
    }
  }
}

function checkBlock(bytes: number, index: number): void {
  if (bytes < 0) {
    throw new Refusal(`offsets not monotonically increasing at index ${index}, image file is corrupt`);
  }
  if (bytes > largestBlock) {
    throw new Refusal(`invalid compressed block size at index ${index}, image file is corrupt`);
  }
}

import type { Bytes } from '../../../basics/bytes.ts';
import type { Host } from '../../../host/host.ts';

/** Fields of a frame (RFC 8878, section 3.1.1). */
const magic = 0xfd2f_b528;
const magicBytes = 4;
const singleSegmentBit = 0x20;
const checksumBit = 4;
const dictionaryBytes = [0, 1, 2, 4];
const sizeBytes = [0, 2, 4, 8];
const blockHeaderBytes = 3;
/** A block of one byte that is to be repeated; whatever its size says, it has one byte. */
const repeated = 1;

/**
 * Decompresses frames that follow each other until `output` is full. The last one must end there, as in qemu.
 *
 * @returns false if they are damaged, or do not
 */
export function unzstdFrames(input: Bytes, output: Uint8Array, unzstd: NonNullable<Host['unzstd']>): boolean {
  let at = 0;
  for (let written = 0; written < output.length; ) {
    const length = frameLength(input, at);
    if (length === undefined) return false;
    const part = unzstd(input.subarray(at, at + length), output.length - written);
    if (part === undefined) return false;
    output.set(part, written);
    written += part.length;
    at += length;
  }
  return true;
}

/** How many bytes the frame at `at` has, which its headers tell; undefined: there is no whole one. */
function frameLength(bytes: Bytes, at: number): number | undefined {
  if (at + magicBytes + 1 > bytes.length || bytes.readUInt32LE(at) !== magic) return undefined;
  const descriptor = bytes[at + magicBytes]!;
  const isSingle = (descriptor & singleSegmentBit) !== 0;
  const sizeOfSize = sizeBytes[descriptor >> 6]! + (isSingle && descriptor >> 6 === 0 ? 1 : 0);
  let end = at + magicBytes + 1 + (isSingle ? 0 : 1) + dictionaryBytes[descriptor & 3]! + sizeOfSize;
  for (let isLast = false; !isLast; ) {
    if (end + blockHeaderBytes > bytes.length) return undefined;
    const header = bytes[end]! | (bytes[end + 1]! << 8) | (bytes[end + 2]! << 16);
    isLast = (header & 1) === 1;
    end += blockHeaderBytes + (((header >> 1) & 3) === repeated ? 1 : header >> 3);
  }
  if ((descriptor & checksumBit) !== 0) end += 4;
  return end <= bytes.length ? end - at : undefined;
}

import { constants, inflateRawSync, zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  compressedCluster,
  compressedContent,
  compressedRoom,
} from '../../../../generators/write/qcow2/compressed.ts';

const sizes = Array.from({ length: 13 }, (_, power) => 512 << power);
const ordinals = [0, 1, 2, 3, 4, 7];

test.each(sizes)('clusters of %d bytes deflate into their room and inflate with a window of 4096', size => {
  for (const ordinal of ordinals) {
    const stored = compressedCluster(size, ordinal, undefined);
    expect(stored.length).toBe(compressedRoom(size, ordinal));
    const read = inflateRawSync(stored, { windowBits: 12, finishFlush: constants.Z_SYNC_FLUSH });
    expect(read.equals(compressedContent(size, ordinal))).toBe(true);
  }
});

/** The content of the zstd frame at the start. Zeros follow it, and it may end in zeros itself. */
function firstFrame(stored: Buffer): Buffer {
  const end = stored.findLastIndex(byte => byte !== 0) + 1;
  for (let length = end; length < end + 4; length++) {
    try {
      return zstdDecompressSync(stored.subarray(0, length));
    } catch {}
  }
  throw new Error('no zstd frame');
}

test.each(sizes)('clusters of %d bytes take one zstd frame, which fits the same room', size => {
  for (const ordinal of ordinals) {
    const stored = compressedCluster(size, ordinal, 'zstd');
    expect(stored.length).toBe(compressedRoom(size, ordinal));
    expect(stored.readUInt32LE(0)).toBe(0xfd2fb528);
    expect(firstFrame(stored).equals(compressedContent(size, ordinal))).toBe(true);
  }
});

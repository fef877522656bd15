import { constants, inflateRawSync, zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  compressedContent,
  compressedRoom,
  compressedStream,
} from '../../../../../generators/write/qcow2/compressed/compressed.ts';

const sizes = Array.from({ length: 13 }, (_, power) => 512 << power);
const ordinals = [0, 1, 2, 3, 4, 7];

test.each(sizes)('clusters of %d bytes deflate into their room and inflate with a window of 4096', size => {
  for (const ordinal of ordinals) {
    const stream = compressedStream(size, ordinal, undefined);
    expect(stream.length).toBeLessThanOrEqual(compressedRoom(size, ordinal));
    const read = inflateRawSync(stream, { windowBits: 12, finishFlush: constants.Z_SYNC_FLUSH });
    expect(read.equals(compressedContent(size, ordinal))).toBe(true);
  }
});

test.each(sizes)('clusters of %d bytes take one zstd frame, which fits the same room', size => {
  for (const ordinal of ordinals) {
    const stream = compressedStream(size, ordinal, 'zstd');
    expect(stream.length).toBeLessThanOrEqual(compressedRoom(size, ordinal));
    expect(stream.readUInt32LE(0)).toBe(0xfd2fb528);
    expect(zstdDecompressSync(stream).equals(compressedContent(size, ordinal))).toBe(true);
  }
});

import { constants, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressedCluster, compressedContent } from '../../../generators/write/compressed.ts';

const sizes = Array.from({ length: 13 }, (_, power) => 512 << power);

test.each(sizes)('clusters of %d bytes deflate into their room and inflate with a window of 4096', size => {
  for (const ordinal of [0, 1, 2, 3]) {
    const stored = compressedCluster(size, (size / 4) * 3, ordinal);
    expect(stored.length).toBe((size / 4) * 3);
    const read = inflateRawSync(stored, { windowBits: 12, finishFlush: constants.Z_SYNC_FLUSH });
    expect(read.equals(compressedContent(size, ordinal))).toBe(true);
  }
});

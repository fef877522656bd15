import { expect, test } from 'vitest';
import {
  digestLengths,
  mergeByDigests,
  mergeStripes,
} from '../../../../src/map/drivers/luks/anti-forensic.ts';
import type { HashName } from '../../../../src/map/host/cryptography.ts';
import { nodeCryptography } from '../../../../src/map/host/nodejs/node-cryptography.ts';

/** Computed by a program of a few lines in another language, after the specification's pseudo code. */
test.each([
  [16, 3, 'sha1', '9ce812fee31eb50259be4fa2937d1790'],
  [
    64,
    4,
    'sha256',
    '9a4c5c232dcac2e6cd3f091da4e58969ee04d83c64059071fe1d68c672e21caf286e139f413e4a3dda63213d62af237ebff552db69ec1d3f9d966802690f012a',
  ],
  [24, 2, 'sha1', '4ef4817b1f06482144b19ef85ec87f71dab6ccfaf7f37d18'],
  [32, 1, 'sha512', '030a11181f262d343b424950575e656c737a81888f969da4abb2b9c0c7ced5dc'],
])('%i bytes are merged from %i stripes by %s', (length, stripes, hash, merged) => {
  const material = Buffer.from(Array.from({ length: length * stripes }, (_, index) => (7 * index + 3) % 256));
  // The last stripe comes by itself.
  const last = length * (stripes - 1);
  const pieces = [material.subarray(0, last), material.subarray(last)];
  const found = mergeStripes(pieces, length, hash as HashName, nodeCryptography);
  expect(Buffer.from(found).toString('hex')).toBe(merged);
});

test.each(['sha1', 'sha256'] as const)('without stripes %s merges zeros', hash => {
  const found = mergeStripes([], 20, hash, nodeCryptography);
  expect(Buffer.from(found).toString('hex')).toBe('0'.repeat(40));
});

test.each(['sha1', 'sha224', 'sha256'] as const)(
  '%s merges stripes of each length as other digests do',
  hash => {
    const digestOf = (bytes: Uint8Array) => nodeCryptography.digest(hash, bytes);
    for (let length = 1; length <= 96; length++) {
      const material = Buffer.from(
        Array.from({ length: length * 5 }, (_, index) => (31 * index + length) % 256),
      );
      const pieces = [material.subarray(0, 2 * length), material.subarray(2 * length)];
      const expected = mergeByDigests(pieces, length, digestLengths[hash], digestOf);
      expect(Buffer.from(mergeStripes(pieces, length, hash, nodeCryptography))).toEqual(
        Buffer.from(expected),
      );
    }
  },
);

import { expect, test } from 'vitest';
import { compressedRoom } from '../../../../../generators/write/qcow2/compressed/compressed.ts';
import {
  compressedEnd,
  compressedOffset,
} from '../../../../../generators/write/qcow2/compressed/compressed-places.ts';

const clusterSizes = [512, 4096, 65536, 2 ** 21];
const ordinals = Array.from({ length: 600 }, (_, ordinal) => ordinal);

test.each(clusterSizes)('packed clusters of %d bytes follow each other without a gap', clusterSize => {
  const places = { clusterSize, offset: 0x100000n, count: 600, packed: true };
  for (const ordinal of ordinals.slice(1)) {
    const before = compressedOffset(places, ordinal - 1) + BigInt(compressedRoom(clusterSize, ordinal - 1));
    expect(compressedOffset(places, ordinal)).toBe(before);
  }
  const last = ordinals.length - 1;
  expect(BigInt(compressedEnd(places)) + places.offset).toBe(
    compressedOffset(places, last) + BigInt(compressedRoom(clusterSize, last)),
  );
});

test('packed clusters begin at even and odd bytes, some in the last byte of a host cluster', () => {
  const places = { clusterSize: 512, offset: 0n, count: 600, packed: true };
  const starts = ordinals.map(ordinal => Number(compressedOffset(places, ordinal)) % 512);
  expect(new Set(starts.map(start => start % 2))).toEqual(new Set([0, 1]));
  expect(starts).toContain(0);
  expect(starts).toContain(511);
  expect(new Set(starts).size).toBeGreaterThan(400);
});

test.each(clusterSizes)(
  'clusters of %d bytes that share nothing stay in a host cluster each',
  clusterSize => {
    const places = { clusterSize, offset: BigInt(clusterSize) * 3n, count: 9, packed: false };
    for (const ordinal of ordinals.slice(0, 9)) {
      const first = compressedOffset(places, ordinal);
      const last = first + BigInt(compressedRoom(clusterSize, ordinal)) - 1n;
      expect(first / BigInt(clusterSize)).toBe(BigInt(3 + ordinal));
      expect(last / BigInt(clusterSize)).toBe(BigInt(3 + ordinal));
    }
  },
);

test('without compressed clusters nothing is reserved for them', () => {
  expect(compressedEnd({ clusterSize: 512, count: 0, packed: true })).toBe(0);
  expect(compressedEnd({ clusterSize: 512, count: 0, packed: false })).toBe(0);
});

import { describe, expect, test } from 'vitest';
import { sliceBytes } from '../../../../../src/map/drivers/qcow2/tables/slice.ts';

const gibibyte = 2 ** 30;
const sizes = { clusterSize: 65536, entryBytes: 8 };
const small = { ...sizes, virtualSize: gibibyte };

test('slices are whole tables up to 32 MiB of entries', () => {
  expect(sliceBytes({ ...sizes, virtualSize: 256 * gibibyte }, {})).toBe(65536);
  expect(sliceBytes({ ...sizes, virtualSize: 256 * gibibyte + 65536 }, {})).toBe(4096);
});

test('extended entries reach that limit at half the size', () => {
  const extended = { ...sizes, entryBytes: 16 };
  expect(sliceBytes({ ...extended, virtualSize: 128 * gibibyte }, {})).toBe(65536);
  expect(sliceBytes({ ...extended, virtualSize: 128 * gibibyte + 65536 }, {})).toBe(4096);
});

test('slices are no larger than a cluster', () => {
  expect(sliceBytes({ virtualSize: 2 ** 50, clusterSize: 512, entryBytes: 8 }, {})).toBe(512);
});

describe('options', () => {
  test('l2-cache-entry-size sets the size', () => {
    expect(sliceBytes(small, { 'l2-cache-entry-size': 512n })).toBe(512);
  });

  test('a small cache makes small slices', () => {
    expect(sliceBytes(small, { 'l2-cache-size': 65536n })).toBe(4096);
    expect(sliceBytes(small, { 'cache-size': 65536n })).toBe(4096);
    expect(sliceBytes(small, { 'cache-size': 2n ** 20n })).toBe(65536);
  });

  test.each([
    [
      { 'l2-cache-entry-size': 100n },
      'L2 cache entry size must be a power of two between 512 and the cluster size (65536)',
    ],
    [
      { 'l2-cache-entry-size': 131072n },
      'L2 cache entry size must be a power of two between 512 and the cluster size (65536)',
    ],
    [{ 'cache-size': 1n, 'l2-cache-size': 2n }, 'l2-cache-size may not exceed cache-size'],
    [{ 'cache-size': 1n, 'refcount-cache-size': 2n }, 'refcount-cache-size may not exceed cache-size'],
    [
      { 'cache-size': 3n, 'l2-cache-size': 1n, 'refcount-cache-size': 1n },
      'cache-size, l2-cache-size and refcount-cache-size may not be set at the same time',
    ],
    [{ 'refcount-cache-size': 2n ** 60n }, 'Refcount cache size too big'],
    [{ 'cache-size': 2n ** 60n, 'refcount-cache-size': 0n }, 'L2 cache size too big'],
  ])('%o is refused', (options, text) => {
    expect(() => sliceBytes(small, options)).toThrow(text);
  });
});

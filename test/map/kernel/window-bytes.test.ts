import { expect, test } from 'vitest';
import { windowBytesOf } from '../../../src/map/kernel/window-bytes.ts';

const many = 2 ** 20;

test('the windows of a chain of many layers have 32 MiB together', () => {
  for (const layers of [1, 2, 200, 512, 513, 1000, 5000, 8192]) {
    const bytes = windowBytesOf(layers, many);
    expect(bytes * layers).toBeLessThanOrEqual(2 ** 25);
    expect(Math.min(2 * bytes, 65_536) * layers > 2 ** 25 || bytes === 65_536).toBe(true);
  }
  expect(windowBytesOf(100_000, many)).toBe(4096);
});

test('a window is no larger than the tables of its image, with 16 bytes a cluster', () => {
  expect([1, 32, 33, 100, 4096, 4097].map(clusters => windowBytesOf(1, clusters))).toEqual([
    512, 512, 1024, 2048, 65_536, 65_536,
  ]);
  expect(windowBytesOf(10_000, 16)).toBe(512);
});

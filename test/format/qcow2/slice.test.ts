import { expect, test } from 'vitest';
import { sliceEntries } from '../../../src/format/qcow2/slice.ts';

const gibibyte = 2 ** 30;
const clusterSize = 65536;

test('tables are cached whole up to 32 MiB of entries', () => {
  expect(sliceEntries(256 * gibibyte, clusterSize, 8)).toBe(8192);
  expect(sliceEntries(256 * gibibyte + clusterSize, clusterSize, 8)).toBe(512);
});

test('extended entries get there at half the size', () => {
  expect(sliceEntries(128 * gibibyte, clusterSize, 16)).toBe(4096);
  expect(sliceEntries(128 * gibibyte + clusterSize, clusterSize, 16)).toBe(256);
});

test('small clusters have small tables', () => {
  expect(sliceEntries(2 ** 50, 512, 8)).toBe(64);
});

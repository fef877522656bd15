import { describe, expect, test } from 'vitest';
import {
  clusterState,
  hostOffset,
  subclusterState,
  wordText,
} from '../../../../../src/map/drivers/qcow2/tables/entry.ts';

const halves = (word: bigint): [number, number] => [Number(word >> 32n), Number(word & 0xffff_ffffn)];

describe('an L2 entry has a cluster state', () => {
  test.each([
    [0x0000_0000_0000_0000n, 'unallocated'],
    [0x8000_0000_0000_0000n, 'unallocated'],
    [0x0000_0000_0000_01fen, 'unallocated'],
    [0x0000_0000_0000_0001n, 'zero-plain'],
    [0x8000_0000_0005_0001n, 'zero-allocated'],
    [0x8000_0000_0005_0000n, 'data'],
    [0x0000_0000_0005_0000n, 'data'],
    [0x0080_0000_0000_0000n, 'data'],
    [0x0000_0000_0000_0200n, 'data'],
    [0x4000_0000_0000_0000n, 'compressed'],
    [0xc000_0000_0005_0001n, 'compressed'],
  ])('%s', (word, state) => {
    expect(clusterState(...halves(word), 'image')).toBe(state);
  });

  test.each([
    [0x0000_0000_0000_0000n, 'unallocated'],
    [0x8000_0000_0000_0000n, 'data'],
    [0x8000_0000_0000_0001n, 'zero-plain'],
    [0x0000_0000_0005_0001n, 'zero-allocated'],
  ])('%s, with an external data file', (word, state) => {
    expect(clusterState(...halves(word), 'data-file')).toBe(state);
  });
});

describe('an extended L2 entry has subcluster states', () => {
  const hosted = 0x8000_0000_0005_0000n;
  test.each<[string, bigint, bigint, number, string]>([
    ['nothing', 0n, 0n, 0, 'unallocated'],
    ['bit 0 of the first word says nothing', 1n, 0n, 0, 'unallocated'],
    ['zeros without a host cluster', 0n, 0x8000_0000_0000_0000n, 31, 'zero-plain'],
    ['beside zeros', 0n, 0x8000_0000_0000_0000n, 30, 'unallocated'],
    ['an allocated subcluster without a host cluster', 0n, 0x0000_0000_0000_0002n, 0, 'invalid'],
    ['a host cluster, nothing in it', hosted, 0n, 5, 'reserved'],
    ['data', hosted, 0x0000_0000_8000_0000n, 31, 'data'],
    ['zeros in a host cluster', hosted, 0x0000_0001_0000_0002n, 0, 'zero-allocated'],
    ['both bits of another subcluster', hosted, 0x0000_0001_0000_0001n, 7, 'invalid'],
    ['a compressed cluster has no bitmap', 0x4000_0000_0000_0000n, 2n ** 64n - 1n, 3, 'compressed'],
  ])('%s', (_, word, bitmap, index, state) => {
    const [high, low] = halves(word);
    const [zeros, allocated] = halves(bitmap);
    expect(subclusterState({ high, low, zeros, allocated }, index, 'image')).toBe(state);
  });
});

test('the host offset is bits 9 to 55', () => {
  expect(hostOffset(...halves(2n ** 64n - 1n))).toBe(Number(2n ** 56n - 512n));
  expect(hostOffset(...halves(0xff00_0000_0000_01ffn))).toBe(0);
  expect(hostOffset(...halves(0x8000_0001_8000_0200n))).toBe(0x1_8000_0200);
});

test('a word as text has sixteen digits', () => {
  expect(wordText(...halves(0x8000_0000_0005_0000n))).toBe('0x8000000000050000');
});

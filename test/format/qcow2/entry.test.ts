import { describe, expect, test } from 'vitest';
import { clusterState, entryText, hostOffset } from '../../../src/format/qcow2/entry.ts';

const halves = (word: bigint): [number, number] => [Number(word >> 32n), Number(word & 0xffff_ffffn)];

describe('cluster state of an L2 entry', () => {
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
    expect(clusterState(...halves(word))).toBe(state);
  });
});

test('the host offset is bits 9 to 55, exactly', () => {
  expect(hostOffset(...halves(2n ** 64n - 1n))).toBe(Number(2n ** 56n - 512n));
  expect(hostOffset(...halves(0xff00_0000_0000_01ffn))).toBe(0);
  expect(hostOffset(...halves(0x8000_0001_8000_0200n))).toBe(0x1_8000_0200);
});

test('an entry for people has sixteen digits', () => {
  expect(entryText(...halves(0x8000_0000_0005_0000n))).toBe('0x8000000000050000');
});

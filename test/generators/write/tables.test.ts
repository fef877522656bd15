import { expect, test } from 'vitest';
import { qcow2, written } from './written.ts';

const copied = 1n << 63n;
const compressed = 1n << 62n;

function entries(file: Buffer, at: number, count: number): bigint[] {
  return Array.from({ length: count }, (_, index) => file.readBigUInt64BE(at + 8 * index));
}

test('one entry for each state, and COPIED where the refcount is one', () => {
  const file = written(qcow2('#.0z~'));
  expect(entries(file, 0x30000, 2)).toEqual([0x40000n | copied, 0n]);
  expect(entries(file, 0x40000, 6)).toEqual([
    0x50000n | copied,
    0n,
    1n,
    0x60001n | copied,
    0x70000n | copied,
    0n,
  ]);
});

test('two guest clusters in one slot are not COPIED', () => {
  const file = written(qcow2('##', { slots: [0, 0] }));
  expect(entries(file, 0x40000, 2)).toEqual([0x50000n, 0x50000n]);
  expect(file.readUInt16BE(0x20000 + 5 * 2)).toBe(2);
});

test('refcounts=none: every refcount is zero, and nothing is COPIED', () => {
  const file = written(qcow2('#z', { refcounts: 'none' }));
  expect(file.subarray(0x20000, 0x30000).every(byte => byte === 0)).toBe(true);
  expect(entries(file, 0x30000, 1)).toEqual([0x40000n]);
  expect(entries(file, 0x40000, 2)).toEqual([0x50000n, 0x60001n]);
});

test('compressed descriptors of 64 KiB clusters: offset in 54 bits, further sectors above', () => {
  const file = written(qcow2('cc'));
  // 48 KiB each: 96 sectors from 0x50000, then 96 from 0x5c000.
  expect(entries(file, 0x40000, 2)).toEqual([
    compressed | (95n << 54n) | 0x50000n,
    compressed | (95n << 54n) | 0x5c000n,
  ]);
});

test('compressed descriptors of 512-byte clusters: offset in 61 bits, one bit for a further sector', () => {
  const file = written(qcow2('ccc', { unit: 512 }));
  // Header, table, block, L1, L2, then 384 bytes each: from 2560, from 2944 into the next sector, from 3328 likewise.
  expect(entries(file, 4 * 512, 3)).toEqual([
    compressed | 2560n,
    compressed | (1n << 61n) | 2944n,
    compressed | (1n << 61n) | 3328n,
  ]);
});

test('refcounts count metadata, slots and every compressed cluster with a sector there; gaps have none', () => {
  const file = written(qcow2('#ccc#', { unit: 512, slots: [0, 2] }));
  const counts = Array.from({ length: 13 }, (_, cluster) => file.readUInt16BE(2 * 512 + 2 * cluster));
  // Five of metadata, slots 0 to 2, then compressed data in [0, 384), [384, 768), [768, 1152).
  expect(counts).toEqual([1, 1, 1, 1, 1, 1, 0, 1, 2, 2, 1, 0, 0]);
});

import { expect, test } from 'vitest';
import { qcow2, row, written } from '../../written.ts';

const copied = 1n << 63n;
const compressed = 1n << 62n;

function entries(file: Buffer, at: number, count: number): bigint[] {
  return Array.from({ length: count }, (_, index) => file.readBigUInt64BE(at + 8 * index));
}

test('each state has its entry, with COPIED if the refcount is one', () => {
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
  // 48 KiB from 0x50000, then 16 KiB less a byte.
  expect(entries(file, 0x40000, 2)).toEqual([
    compressed | (95n << 54n) | 0x50000n,
    compressed | (31n << 54n) | 0x5c000n,
  ]);
});

test('compressed descriptors of 512-byte clusters: offset in 61 bits, one bit for a further sector', () => {
  const file = written(qcow2('ccc', { unit: 512 }));
  // Header, table, block, L1, L2, then 384 bytes from 2560, 127 from 2944, 384 from an odd byte into the next sector.
  expect(entries(file, 4 * 512, 3)).toEqual([
    compressed | 2560n,
    compressed | 2944n,
    compressed | (1n << 61n) | 3071n,
  ]);
});

test('refcounts count metadata, slots and every compressed cluster with a sector in the host cluster; gaps have none', () => {
  const file = written(qcow2('#ccc#', { unit: 512, slots: [0, 2] }));
  const counts = Array.from({ length: 13 }, (_, cluster) => file.readUInt16BE(2 * 512 + 2 * cluster));
  // Five of metadata, slots 0 to 2, then compressed data in [0, 384), [384, 511), [511, 895).
  expect(counts).toEqual([1, 1, 1, 1, 1, 1, 0, 1, 3, 1, 0, 0, 0]);
});

test('extended entries have their bitmap after them, and no zero bit in the first word', () => {
  const file = written(qcow2('#z0c', { unit: 16384, extendedL2: true }));
  const [l2, slot] = [4 * 16384, 5 * 16384];
  expect(entries(file, l2, 8)).toEqual([
    BigInt(slot) | copied,
    0x00000000_ffffffffn,
    BigInt(slot + 16384) | copied,
    0xffffffff_00000000n,
    0n,
    0xffffffff_00000000n,
    compressed | (23n << 56n) | BigInt(slot + 2 * 16384),
    0n,
  ]);
});

test('entries of a data file have the guest offset and COPIED, also at 0', () => {
  const file = written(qcow2('##z0', { dataFile: 'a.data', refcounts: 'none' }));
  expect(entries(file, 0x40000, 4)).toEqual([copied, 0x10000n | copied, 0x20001n | copied, 1n]);
});

test('with refcounts of one bit compressed clusters share no host cluster', () => {
  const file = written(qcow2('cc', { unit: 512, refcountBits: 1 }));
  // Five clusters of metadata, then one each, from the low bit on.
  expect(file.toString('hex', 2 * 512, 2 * 512 + 2)).toBe('7f00');
  expect(entries(file, 4 * 512, 2)).toEqual([compressed | 2560n, compressed | 3073n]);
});

test('two guest clusters in one slot overflow a refcount of one bit', () => {
  expect(() => written(qcow2('##', { slots: [0, 0], refcountBits: 1 }))).toThrow(
    'a host cluster has 2 references, more than a bit can count',
  );
});

test('tables of a snapshot are not COPIED', () => {
  const file = written(qcow2('#', { snapshots: [{ name: 's', cells: row('#') }] }));
  expect(entries(file, 0x70000, 1)).toEqual([0x80000n]);
  expect(entries(file, 0x80000, 1)).toEqual([0x90000n]);
});

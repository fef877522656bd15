import { expect, test } from 'vitest';
import { compressedOffset, layoutOf, slotOffset } from '../../../generators/write/layout.ts';
import { qcow2 } from './written.ts';

test('a small image has the places of a fresh one of qemu: table, block, L1, L2, data', () => {
  const layout = layoutOf(qcow2('#.0'));
  expect(layout.refcounts.table).toEqual({ offset: 0x10000n, clusters: 1 });
  expect(layout.refcounts.blocks).toEqual([{ index: 0, offset: 0x20000n }]);
  expect(layout.l1).toEqual({ offset: 0x30000n, entries: 1, clusters: 1 });
  expect(layout.l2.tables.map(table => [table.index, table.offset])).toEqual([[0, 0x40000n]]);
  expect(layout.slots.offset).toBe(0x50000n);
  expect(layout.fileLength).toBe(0x60000n);
});

test('L2 tables stand only where a cluster needs one', () => {
  const cells = [
    { state: 'unallocated', count: 70 },
    { state: 'zero-plain', count: 1 },
    { state: 'unallocated', count: 121 },
    { state: 'data', count: 1 },
  ] as const;
  const sparse = layoutOf(qcow2('', { unit: 512, cells }));
  expect(sparse.l2.tables.map(table => table.index)).toEqual([1, 3]);
  expect(layoutOf(qcow2('', { unit: 512, cells, l2: 'all' })).l2.tables.map(table => table.index)).toEqual([
    0, 1, 2, 3,
  ]);
});

test('slots may have gaps and any order; compressed data stands behind the highest', () => {
  const layout = layoutOf(qcow2('z#c#c', { slots: [7, 0, 2] }));
  expect([0, 1, 2].map(n => slotOffset(layout, n))).toEqual([0xc0000n, 0x50000n, 0x70000n]);
  expect([0, 1].map(n => compressedOffset(layout, n))).toEqual([0xd0000n, 0xdc000n]);
  expect(layout.fileLength).toBe(0xf0000n);
});

test('cells at or behind the size have no place', () => {
  const layout = layoutOf(qcow2('####', { size: 65536n + 512n }));
  expect(layout.spans).toEqual([
    { state: 'data', guest: 0, count: 1, ordinal: 0 },
    { state: 'data', guest: 1, count: 1, ordinal: 1 },
  ]);
  expect(layout.fileLength).toBe(0x70000n);
});

test('there is a refcount block for every host cluster in use, and none between', () => {
  const layout = layoutOf(qcow2('##', { unit: 512, slots: [0, 1_000_000] }));
  const last = Number(slotOffset(layout, 1)) / 512;
  expect(layout.refcounts.blocks.map(block => block.index)).toEqual([0, Math.floor(last / 256)]);
  expect(layout.refcounts.table.clusters).toBe(Math.ceil((Math.floor(last / 256) + 1) / 64));
});

test('the largest image has an L1 table of 32 MiB, and one cluster more is refused', () => {
  const size = 2n ** 61n;
  expect(layoutOf(qcow2('#', { unit: 2 ** 21, size })).l1).toMatchObject({
    entries: 4_194_304,
    clusters: 16,
  });
  expect(() => layoutOf(qcow2('#', { unit: 2 ** 21, size: size + 1n }))).toThrow(
    'a.qcow2: its L1 table would take more than 33554432 bytes',
  );
});

test('too few slots are refused', () => {
  expect(() => layoutOf(qcow2('##', { slots: [0] }))).toThrow(
    '2 clusters have a host slot, 1 slots are given',
  );
});

import { expect, test } from 'vitest';
import { hasHostSlot } from '../../../../../generators/recipe/cells/cell-row.ts';
import { compressedOffset } from '../../../../../generators/write/qcow2/compressed/compressed-places.ts';
import { layoutOf } from '../../../../../generators/write/qcow2/layout/layout.ts';
import { hostOffset } from '../../../../../generators/write/qcow2/layout/mapping.ts';
import type { Qcow2Layout } from '../../../../../generators/write/qcow2/layout/qcow2-layout.ts';
import { qcow2 } from '../../written.ts';

/** Host offset of every cluster that has one, in guest order. */
function hostOffsets(layout: Qcow2Layout): bigint[] {
  return layout.spans
    .filter(hasHostSlot)
    .flatMap(span => Array.from({ length: span.count }, (_, i) => hostOffset(layout, span, i)));
}

test('a small image has the layout of a new one by qemu: table, block, L1, L2, data', () => {
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

test('slots may have gaps and any order; compressed data stands after the highest', () => {
  const layout = layoutOf(qcow2('z#c#c', { slots: [7, 0, 2] }));
  expect(hostOffsets(layout)).toEqual([0xc0000n, 0x50000n, 0x70000n]);
  expect([0, 1].map(n => compressedOffset(layout.compressed, n))).toEqual([0xd0000n, 0xdc000n]);
  expect(layout.fileLength).toBe(0xe0000n);
});

test('cells at or past the size have no place', () => {
  const layout = layoutOf(qcow2('####', { size: 65536n + 512n }));
  expect(layout.spans).toEqual([
    { state: 'data', guest: 0, count: 1, ordinal: 0 },
    { state: 'data', guest: 1, count: 1, ordinal: 1 },
  ]);
  expect(layout.fileLength).toBe(0x70000n);
});

test('refcount blocks exist for host clusters in use only', () => {
  const layout = layoutOf(qcow2('##', { unit: 512, slots: [0, 1_000_000] }));
  const last = Number(hostOffsets(layout)[1]) / 512;
  expect(layout.refcounts.blocks.map(block => block.index)).toEqual([0, Math.floor(last / 256)]);
  expect(layout.refcounts.table.clusters).toBe(Math.ceil((Math.floor(last / 256) + 1) / 64));
});

test('the largest image has an L1 table of 32 MiB, and one byte more is refused', () => {
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

test('clusters of a data file stand at their guest offsets', () => {
  const layout = layoutOf(qcow2('#.~z', { dataFile: 'a.data' }));
  expect(hostOffsets(layout)).toEqual([0n, 0x20000n, 0x30000n]);
  expect(layout.fileLength).toBe(0x50000n);
});

test('tables of extended entries describe half as many clusters', () => {
  const cells = [{ state: 'data', count: 1025 }] as const;
  const layout = layoutOf(qcow2('', { unit: 16384, extendedL2: true, cells }));
  expect(layout.l1.entries).toBe(2);
  expect(layout.l2.tables.map(({ index }) => index)).toEqual([0, 1]);
});

test('narrow refcounts take fewer blocks, wide ones more', () => {
  const cells = [{ state: 'data', count: 600 }] as const;
  const blocks = (refcountBits: number): number =>
    layoutOf(qcow2('', { unit: 512, cells, refcountBits })).refcounts.blocks.length;
  expect([1, 8, 16, 64].map(blocks)).toEqual([1, 2, 3, 10]);
});

test('snapshots stand after the layer: their table, then the tables and clusters of each', () => {
  const layout = layoutOf(
    qcow2('#c', {
      snapshots: [
        { name: 'one', cells: [{ state: 'data', count: 2 }] },
        { name: 'two', cells: [] },
      ],
    }),
  );
  expect(layout.snapshots).toMatchObject({ offset: 0x70000n, clusters: 1 });
  const [one, two] = layout.snapshots.mappings;
  expect(one!.l1).toEqual({ offset: 0x80000n, entries: 1, clusters: 1 });
  expect(one!.l2.tables.map(({ offset }) => offset)).toEqual([0x90000n]);
  expect(one!.slots.offset).toBe(0xa0000n);
  expect(two!.l1.offset).toBe(0xc0000n);
  expect(two!.l2.tables).toEqual([]);
  expect(layout.fileLength).toBe(0xd0000n);
});

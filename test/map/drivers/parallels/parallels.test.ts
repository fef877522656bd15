import { hash } from 'node:crypto';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explain, map, nbdBlocks, openImage } from '../../../../src/map/index.ts';
import { profileNamed } from '../../../../src/map/profile/profile.ts';
import { mapText } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const sector = 512;
const tebibyte = 2n ** 40n;

/** What is unusual in an image. The table of `entries` entries begins with `table`. */
interface Unusual {
  readonly tracks?: number;
  readonly entries?: number;
  readonly sectors?: bigint;
  readonly extension?: bigint;
  readonly table?: readonly number[];
}

/** An image of clusters of one sector, if `tracks` doesn't say otherwise. */
function parallels({ tracks = 1, entries = 8, sectors = 8n, extension = 0n, table = [] }: Unusual): Buffer {
  const file = Buffer.alloc(4096);
  file.write('WithouFreSpacExt');
  file.writeUInt32LE(2, 16);
  file.writeUInt32LE(tracks, 28);
  file.writeUInt32LE(entries, 32);
  file.writeBigUInt64LE(sectors, 36);
  file.writeBigUInt64LE(extension, 56);
  for (const [index, entry] of table.entries()) file.writeUInt32LE(entry, 64 + 4 * index);
  return file;
}

/** A format extension of one sector, with the header of a bitmap whose data begin with `data`. */
function bitmapExtension(data: Buffer, length: number): Buffer {
  const cluster = Buffer.alloc(sector);
  cluster.writeBigUInt64LE(0xab23_4cef_23dc_ea87n);
  cluster.writeBigUInt64LE(0x2038_5fae_252c_b34an, 24);
  cluster.writeUInt32LE(length, 40);
  data.copy(cluster, 48);
  hash('md5', cluster.subarray(24), 'buffer').copy(cluster, 8);
  return cluster;
}

const aborts = expect.objectContaining({ code: 'qemu-aborts' });

test('an offset is explained by the entry of the table', () => {
  folder.put('a.hds', parallels({ table: [2, 0, 100] }));
  using image = openImage('a.hds', { directory: folder.path });
  const lookups = [5n, 512n, 1024n].map(offset => explain(image, offset)[0]!.lookup!);
  expect(lookups[0]).toMatchObject({
    unit: { name: 'cluster', index: 0n, bytes: 512, byte: 5 },
    state: 'data',
    entries: [{ table: 'BAT', index: 0, offset: 64, word: '0x00000002', meaning: 'cluster at 0x400' }],
  });
  expect(lookups[1]).toMatchObject({ state: 'unallocated', entries: [{ meaning: 'no cluster' }] });
  expect(lookups[2]).toMatchObject({
    state: 'unallocated',
    entries: [{ word: '0x00000064', meaning: 'no cluster of the data area' }],
  });
});

test('a map of 1 TiB at once aborts qemu; one of less does not, nor does an overlay or a server', () => {
  const sectors = 2n ** 31n;
  folder.put('large.hds', parallels({ tracks: 2 ** 21, entries: 1024, sectors, table: [1] }));
  using image = openImage('large.hds', { directory: folder.path });
  expect(() => [...map(image)]).toThrow(aborts);
  expect([...map(image, { start: 512n })]).toHaveLength(1);
  expect([...map(image, { length: 1024n })]).toHaveLength(1);
  expect([...nbdBlocks(image, 'base:allocation')]).toMatchObject([{ start: 0n, length: tebibyte }]);
});

test('a bitmap whose granularity is no power of two aborts qemu', () => {
  const bitmap = Buffer.alloc(32);
  bitmap.writeBigUInt64LE(8n);
  bitmap.writeUInt32LE(3, 24);
  folder.put('odd.hds', Buffer.concat([parallels({ extension: 8n }), bitmapExtension(bitmap, 32)]));
  expect(() => mapText({ name: 'odd.hds', directory: folder.path, version: '11.1' })).toThrow(aborts);
});

// Measured with sparse files of 2 GiB, of whose tables qemu-img reads all at once.
test.each([
  [0x1fff_fbf0, ['7.2', '10.0', '11.1']],
  [0x1fff_fbf1, ['7.2', '11.1']],
  [0x1fff_ff70, ['7.2', '11.1']],
  [0x1fff_ff71, ['11.1']],
  [0x1fff_ffff, ['11.1']],
])('a table of %i entries is read by %j', (entries, readers) => {
  folder.put('long.hds', parallels({ entries }));
  truncateSync(join(folder.path, 'long.hds'), 2 ** 31 + 65_536);
  const read = (['7.2', '10.0', '11.1'] as const).filter(
    version => mapText({ name: 'long.hds', directory: folder.path, version }).status === 0,
  );
  expect(read).toEqual(readers);
});

test('an extension past 2^63 aborts 7.2, and is refused by later versions', () => {
  folder.put('far.hds', parallels({ extension: 2n ** 54n }));
  const request = { name: 'far.hds', directory: folder.path };
  expect(() => mapText({ ...request, version: '7.2' })).toThrow(aborts);
  expect(mapText({ ...request, version: '10.0' }).stderr).toContain('Invalid image: Too big offset');
});

test('an extension whose features end past its cluster is not supported: qemu reads other memory there', () => {
  const bitmap = Buffer.alloc(32);
  bitmap.writeBigUInt64LE(8n);
  bitmap.writeUInt32LE(1, 24);
  bitmap.writeUInt32LE(1, 28);
  folder.put('full.hds', Buffer.concat([parallels({ extension: 8n }), bitmapExtension(bitmap, 464)]));
  expect(() => openImage('full.hds', { directory: folder.path })).toThrow(
    expect.objectContaining({ code: 'unsupported' }),
  );
});

test('a cluster of 2 GiB without the magic of an extension is not in memory', () => {
  folder.put('large.hds', parallels({ tracks: 0x3fe00f, extension: 1n }));
  const before = process.resourceUsage().maxRSS;
  expect(() => openImage('large.hds', { directory: folder.path, profile: profileNamed('7.2') })).toThrow(
    'Wrong parallels Format Extension magic: 0x0',
  );
  const kilobytes = process.resourceUsage().maxRSS - before;
  expect(kilobytes).toBeLessThan(1e6);
});

test('the longest table is read in pieces, and runs of no cluster are counted', () => {
  folder.put('long.hds', parallels({ entries: 0x1fff_ffff, sectors: 0x1fff_ffffn, table: [0, 0, 9] }));
  using image = openImage('long.hds', { directory: folder.path });
  expect([...map(image, { length: 100_000_000n })]).toHaveLength(1);
});

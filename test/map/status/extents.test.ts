import { describe, expect, test } from 'vitest';
import { type MapRequest, mapText, shortExtents } from '../../support/map-text.ts';
import { testFolder } from '../../support/test-folder.ts';
import { tinyQcow2, zero } from '../../support/tiny-qcow2.ts';

const folder = testFolder();
const k64 = 16;
const extents = (name: string, rest: Partial<MapRequest> = {}): string =>
  shortExtents(mapText({ name, directory: folder.path, ...rest }).stdout);

describe('a chain of three, each layer longer than the one below', () => {
  const cluster = 0x50000n;
  const entries = (words: Record<number, bigint>): bigint[] =>
    Array.from({ length: 48 }, (_, index) => words[index] ?? 0n);
  const image = { clusterBits: k64 };
  const b = { size: 1n << 20n, l2: [entries({ 0: cluster, 15: cluster + 0x10000n })] };
  const m = { size: 2n << 20n, l2: [entries({ 1: cluster, 18: cluster + 0x10000n })] };
  const t = { size: 3n << 20n, l2: [entries({ 2: cluster, 24: zero, 36: cluster + 0x10000n })] };
  folder.put('b', tinyQcow2({ ...image, ...b }));
  folder.put('m', tinyQcow2({ ...image, ...m, backing: 'b' }));
  folder.put('t', tinyQcow2({ ...image, ...t, backing: 'm' }));

  test('past the end of a short layer the layer above it decides', () => {
    expect(extents('t').split('; ')).toEqual([
      '0+65536 d2 PzD@327680',
      '65536+65536 d1 PzD@327680',
      '131072+65536 d0 PzD@327680',
      '196608+786432 d2 pZd',
      '983040+65536 d2 PzD@393216',
      '1048576+131072 d1 pZd',
      '1179648+65536 d1 PzD@393216',
      '1245184+327680 d1 pZd',
      '1572864+65536 d0 PZd',
      '1638400+458752 d1 pZd',
      '2097152+262144 d0 pZd',
      '2359296+65536 d0 PzD@393216',
      '2424832+720896 d0 pZd',
    ]);
  });

  test('5.2 prints the same extents without present', () => {
    expect(extents('t', { version: '5.2' })).toBe(extents('t').replaceAll(/[pP]/g, ''));
  });

  test('a layer that is longer than the one above is cut to its size', () => {
    folder.put('short', tinyQcow2({ ...image, size: 98304n, l2: [[]], backing: 'm' }));
    expect(extents('short')).toBe('0+65536 d2 PzD@327680; 65536+32768 d1 PzD@327680');
  });

  test('a range that no layer allocates has the depth of the lowest layer', () => {
    expect(extents('t', { window: { start: 200000n, length: 10n } })).toBe('200000+10 d2 pZd');
  });
});

test('the layer above an empty backing file decides everything', () => {
  folder.put('empty', '');
  folder.put('over-empty', tinyQcow2({ size: 1024n, l2: [[]], backing: 'empty' }));
  expect(extents('over-empty')).toBe('0+1024 d0 pZd');
});

describe('a raw file of 1000 bytes', () => {
  folder.put('odd', Buffer.alloc(1000, 'x'));
  folder.put('over-odd', tinyQcow2({ size: 1536n, l2: [[]], backing: 'odd' }));
  test.each([
    ['odd', 0n, undefined, '0+1000 d0 PzD@0; 1000+24 d0 PZd@1000'],
    ['odd', 10n, 5n, '10+5 d0 PzD@10'],
    ['odd', 999n, 2n, '999+1 d0 PzD@999; 1000+1 d0 PZd@1000'],
    ['odd', 1001n, undefined, '1001+23 d0 PZd@1001'],
    ['odd', 0n, 1000n, '0+1000 d0 PzD@0'],
    ['over-odd', 0n, undefined, '0+1000 d1 PzD@0; 1000+24 d1 PZd@1000; 1024+512 d0 pZd'],
  ])('%s from byte %d, %d bytes, is mapped byte by byte', (name, start, length, text) => {
    const window = { start, ...(length !== undefined && { length }) };
    expect(extents(name, { window })).toBe(text);
  });
});

test('offsets above 2^53 are exact', () => {
  const size = 2n ** 60n + 1024n;
  const l1Index = Number(2n ** 60n / 2n ** 39n);
  const l1 = 3 * 2 ** 21;
  const image = tinyQcow2({ clusterBits: 21, size, l2: [[2n ** 55n]] });
  const bytes = Buffer.alloc(image.length + 2 ** 21 * 8);
  image.copy(bytes);
  bytes.copy(bytes, l1 + 8 * l1Index, l1, l1 + 8);
  bytes.writeUInt32BE(l1Index + 1, 36);
  folder.put('huge', bytes);
  const start = 2n ** 60n + 1n;
  const { stdout } = mapText({ name: 'huge', directory: folder.path, window: { start, length: 2n } });
  expect(stdout).toBe(
    '[{ "start": 1152921504606846977, "length": 2, "depth": 0, "present": true, "zero": false, "data": true, ' +
      '"compressed": false, "offset": 36028797018963969}]\n',
  );
});

test('extents before damage are mapped, nothing after it is', () => {
  folder.put('bad-base', tinyQcow2({ clusterBits: 10, size: 4096n, l2: [[0x1000n, zero, 0x1200n]] }));
  folder.put(
    'over-bad',
    tinyQcow2({ clusterBits: 10, size: 8192n, l2: [[0n, 0n, 0x2000n]], backing: 'bad-base' }),
  );
  expect(extents('over-bad')).toBe(
    '0+1024 d1 PzD@4096; 1024+1024 d1 PZd; 2048+1024 d0 PzD@8192; 3072+1024 d1 pZd; 4096+4096 d0 pZd',
  );
  const { status, stdout } = mapText({ name: 'bad-base', directory: folder.path, output: 'human' });
  expect(status).toBe(1);
  expect(stdout).toBe(
    'Offset          Length          Mapped to       File\n0               0x400           0x1000          bad-base\n',
  );
});

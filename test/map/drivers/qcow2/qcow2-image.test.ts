import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { compressed, copied, type TinyQcow2, tinyQcow2, zero } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();

function extents(image: TinyQcow2, version: '5.2' | '7.2' | '11.1' = '11.1'): string {
  folder.put('a', tinyQcow2(image));
  const { stdout, stderr, status } = mapText({ name: 'a', directory: folder.path, version });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return shortExtents(stdout);
}

/** The damage that is reported, and what was printed before. */
function damage(image: TinyQcow2): { stderr: string; stdout: string } {
  folder.put('a', tinyQcow2(image));
  const { stdout, stderr, status } = mapText({ name: 'a', directory: folder.path });
  expect(status).toBe(1);
  return { stderr, stdout };
}

describe('a cluster of 512 bytes is reported by its state', () => {
  test.each<[string, bigint, string]>([
    ['unallocated', 0n, '0+512 d0 pZd'],
    ['zero-plain', zero, '0+512 d0 PZd'],
    ['zero-allocated', copied | 0x1000n | zero, '0+512 d0 PZd@4096'],
    ['data', copied | 0x1000n, '0+512 d0 PzD@4096'],
    ['compressed', compressed | 0x1000n, '0+512 d0 PzDC'],
    ['data past the end of the file', 1n << 50n, '0+512 d0 PzD@1125899906842624'],
    ['reserved bits', 0x3f00_0000_0000_11fen, '0+512 d0 PzD@4096'],
    ['COPIED without an offset', copied, '0+512 d0 pZd'],
  ])('%s', (_, word, text) => {
    expect(extents({ size: 512n, l2: [[word]] })).toBe(text);
  });
});

describe('runs', () => {
  test('clusters that follow each other in the file are one extent, others are not', () => {
    const l2 = [[0x1000n, 0x1200n, 0x1600n, 0x1400n]];
    expect(extents({ size: 2048n, l2 })).toBe(
      '0+1024 d0 PzD@4096; 1024+512 d0 PzD@5632; 1536+512 d0 PzD@5120',
    );
  });

  test('an extent continues from one L2 table to the next', () => {
    const first = Array.from({ length: 64 }, (_, index) => BigInt(0x10000 + index * 512));
    expect(extents({ l2: [first, [0x18000n, 0x18200n]] })).toBe('0+33792 d0 PzD@65536; 33792+31744 d0 pZd');
  });

  test('without an L2 table everything is unallocated', () => {
    expect(extents({ l2: [undefined, undefined, [zero], undefined] })).toBe(
      '0+65536 d0 pZd; 65536+512 d0 PZd; 66048+65024 d0 pZd',
    );
  });

  test('the last cluster ends with the virtual size, which is cut to whole sectors', () => {
    expect(extents({ clusterBits: 16, size: 70001n, l2: [[0x100000n, 0x110000n]] })).toBe(
      '0+69632 d0 PzD@1048576',
    );
  });

  test('7.2 has no compressed key, so neighbours without an offset are one extent', () => {
    const l2 = [[compressed, compressed | 7n, 0n]];
    expect(extents({ size: 1536n, l2 }, '7.2')).toBe('0+1024 d0 PzD; 1024+512 d0 pZd');
  });

  test('5.2 has no present key, so explicit zeros and unallocated clusters are one extent', () => {
    expect(extents({ size: 1536n, l2: [[0n, zero, 0n]] }, '5.2')).toBe('0+1536 d0 Zd');
  });
});

describe('truncated files read as zeros', () => {
  test.each([
    ['the L1 table', 512 * 3],
    ['the L2 table', 512 * 4],
  ])('%s is missing', (_, length) => {
    folder.put('a', tinyQcow2({ l2: [[0x1000n]] }).subarray(0, length));
    const { stdout } = mapText({ name: 'a', directory: folder.path });
    expect(shortExtents(stdout)).toBe('0+32768 d0 pZd');
  });
});

describe('damage ends the map', () => {
  const suffix =
    '; further non-fatal corruption events will be suppressed\n' +
    'qemu-img: Could not read file metadata: Input/output error\n';

  test('an unaligned host offset is reported with its place, and the extent before it is lost', () => {
    expect(damage({ clusterBits: 16, size: 262144n, l2: [[0x10000n, zero, 0x20200n]] })).toEqual({
      stdout:
        '[{ "start": 0, "length": 65536, "depth": 0, "present": true, "zero": false, "data": true, ' +
        '"compressed": false, "offset": 65536},\n',
      stderr: `qcow2: Image is corrupt: Cluster allocation offset 0x20200 unaligned (L2 offset: 0x40000, L2 index: 0x2)${suffix}`,
    });
  });

  test('an unaligned L2 table is reported', () => {
    const edits: [number, string][] = [[3 * 1024, '8000000000001200']];
    expect(damage({ clusterBits: 10, l2: [[]], edits })).toEqual({
      stdout: '[',
      stderr: `qcow2: Image is corrupt: L2 table offset 0x1200 unaligned (L1 index: 0)${suffix}`,
    });
  });

  test('a zero flag in version 2 is reported', () => {
    expect(damage({ version: 2, l2: [[zero]] }).stderr).toBe(
      `qcow2: Image is corrupt: Zero cluster entry found in pre-v3 image (L2 offset: 0x800, L2 index: 0)${suffix}`,
    );
  });

  test('above 32 MiB of L2 tables, the reported index counts within 4 KiB of a table', () => {
    const words: bigint[] = [];
    words[1000] = 0x20200n;
    const size = 2n ** 38n + 65536n;
    const l2 = [Array.from({ length: 1001 }, (_, index) => words[index] ?? 0n)];
    const edits: [number, string][] = [[36, '00000201']];
    expect(damage({ clusterBits: 16, size, l2, edits }).stderr).toContain('L2 index: 0x1e8)');
  });
});

describe('data clusters in holes are zeros if the image looks preallocated', () => {
  const l2 = [[0x10000n, 0x14000n, 0x100000n]];

  /** An image of 100 KiB. The host has allocated its tables, and 4 KiB at 64 KiB. */
  function sparse(edits: [number, string][], version: '5.2' | '11.1' = '11.1'): string {
    folder.put('a', tinyQcow2({ size: 1536n, l2, edits }));
    const fd = openSync(join(folder.path, 'a'), 'r+');
    writeSync(fd, Buffer.alloc(4096, 'x'), 0, 4096, 0x10000);
    ftruncateSync(fd, 200 * 512);
    closeSync(fd);
    return shortExtents(mapText({ name: 'a', directory: folder.path, version }).stdout);
  }

  test('holes, and clusters past the end of the file, are zeros', () => {
    const refcounts: [number, string][] = [
      [512, '0000000000000400'],
      [1024, '0001'.repeat(200)],
    ];
    expect(sparse(refcounts)).toBe('0+512 d0 PzD@65536; 512+512 d0 PZD@81920; 1024+512 d0 PZD@1048576');
  });

  test('it does not if all refcounts are zero', () => {
    expect(sparse([])).toBe('0+512 d0 PzD@65536; 512+512 d0 PzD@81920; 1024+512 d0 PzD@1048576');
  });

  test('it does not if a refcount block is out of reach, which is farther in 5.2', () => {
    const first = (offset: string): [number, string][] => [
      [96, '00000006'],
      [512, `${offset}0000000000000400`],
      [1024, '0000000000000001'.repeat(64)],
    ];
    const data = '0+512 d0 PzD@65536; 512+512 d0 PzD@81920; 1024+512 d0 PzD@1048576';
    expect(sparse(first('7fffffffbffffe00'))).toContain('1024+512 d0 PZD');
    expect(sparse(first('7fffffffc0000000'))).toBe(data);
    expect(sparse(first('ffffffffffffe000'))).toBe(data);
    expect(sparse(first('7fffffffc0000000'), '5.2')).toContain('1024+512 d0 ZD');
    expect(sparse(first('ffffffffffffe000'), '5.2')).not.toContain('Z');
  });

  test('an unaligned refcount block is reported, and the map continues', () => {
    folder.put(
      'a',
      tinyQcow2({ clusterBits: 10, size: 1024n, l2: [[0x100000n]], edits: [[1024, '0000000000000600']] }),
    );
    const { status, stdout, stderr } = mapText({ name: 'a', directory: folder.path });
    expect([status, shortExtents(stdout)]).toEqual([0, '0+1024 d0 PzD@1048576']);
    expect(stderr).toBe(
      'qcow2: Image is corrupt: Refblock offset 0x600 unaligned (reftable index: 0); ' +
        'further non-fatal corruption events will be suppressed\n',
    );
  });
});

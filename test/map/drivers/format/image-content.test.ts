import { deflateRawSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { compressed, copied, tinyQcow2, zero } from '../../../support/tiny-qcow2.ts';

const cluster = 512;
const folder = testFolder();
const { map, refused } = mapOptionsIn(folder.path);

/** An image with clusters of data at these places, and one of zeros. */
const inner = tinyQcow2({ size: 8192n, l2: [[copied | 0xa00n, copied | 0xc00n, zero, copied | 0x4000n]] });
folder.put('inner', Buffer.concat([inner], 0x4200));

/** Puts an image whose guest has the parts at the clusters `from` of `inner`, the others being unallocated. */
function putOuter(name: string, from: readonly number[], rest: Parameters<typeof tinyQcow2>[0] = {}): void {
  const first = 5;
  const l2: bigint[] = Array.from({ length: 32 }, () => 0n);
  for (const [index, at] of from.entries()) l2[at] = copied | BigInt((first + index) * cluster);
  const parts = from.map(at => inner.subarray(at * cluster, (at + 1) * cluster));
  folder.put(name, Buffer.concat([tinyQcow2({ size: 16384n, l2: [l2], ...rest }), ...parts]));
}

const all = [0, 1, 2, 3, 4];
putOuter('whole', all);
putOuter('base', [0, 2, 4]);
putOuter('over', [1, 3], { backing: 'base' });
putOuter('gap', [0, 1, 2]);

const inside = (name: string): string => `driver=qcow2,file.driver=qcow2,file.file.filename=${name}`;
const alone = shortExtents(map('driver=qcow2,file.filename=inner').stdout);

test('an image in an image is mapped as it is by itself', () => {
  expect(alone).toContain('@2560');
  expect(shortExtents(map(inside('whole')).stdout)).toBe(alone);
});

test('the backing file of the outer image has the parts that it leaves to it', () => {
  expect(shortExtents(map(inside('over')).stdout)).toBe(alone);
  expect(shortExtents(map(inside('base')).stdout)).not.toBe(alone);
});

test('what the outer image does not allocate is zeros', () => {
  expect(shortExtents(map(inside('gap')).stdout)).toBe('0+8192 d0 pZd');
});

test('an outer table that leads nowhere is a read that fails', () => {
  putOuter('damaged', all, { l2: [[(1n << 9n) | 3n]], version: 2 });
  expect(refused(inside('damaged'))).toContain('Could not read qcow2 header: Input/output error\n');
});

describe('compressed clusters', () => {
  /** An image whose guest is `inner`, one compressed cluster a place; the stream of the first has been changed. */
  function putCompressed(
    name: string,
    deflate: (cluster: Buffer) => Buffer,
    change: (stream: Buffer) => Buffer,
    type = 0,
  ) {
    const streams = all.map(index =>
      deflate(Buffer.from(inner.subarray(index * cluster, (index + 1) * cluster))),
    );
    streams[0] = change(streams[0]!);
    let at = 5 * cluster + 100;
    const words = streams.map(stream => {
      const sectors = Math.floor((at + stream.length - 1) / 512) - Math.floor(at / 512);
      const word = compressed | (BigInt(sectors) << 61n) | BigInt(at);
      at += stream.length;
      return word;
    });
    const l2 = [[...words, ...Array.from({ length: 27 }, () => 0n)]];
    const zstdHeader = [
      [72, '0000000000000008'],
      [100, '00000070'],
      [104, '01'],
    ] as const;
    const outer = tinyQcow2({ size: 16384n, l2, edits: type === 0 ? [] : zstdHeader });
    folder.put(name, Buffer.concat([outer, Buffer.alloc(100), ...streams]));
  }
  const same = (stream: Buffer) => stream;

  test('by zlib are inflated', () => {
    putCompressed('deflated', deflateRawSync, same);
    expect(shortExtents(map(inside('deflated')).stdout)).toBe(alone);
  });

  test('may hold more than a cluster', () => {
    putCompressed('longer', bytes => deflateRawSync(Buffer.concat([bytes, Buffer.alloc(100, 7)])), same);
    expect(shortExtents(map(inside('longer')).stdout)).toBe(alone);
  });

  test('by zstd are decompressed', () => {
    putCompressed('zstd', zstdCompressSync, same, 1);
    expect(shortExtents(map(inside('zstd')).stdout)).toBe(alone);
  });

  test.each([
    ['damaged', deflateRawSync, 0],
    ['damaged by zstd', zstdCompressSync, 1],
  ] as const)('%s are a read that fails', (name, deflate, type) => {
    putCompressed(name.replaceAll(' ', '-'), deflate, stream => Buffer.alloc(stream.length, 0xff), type);
    expect(refused(inside(name.replaceAll(' ', '-')))).toBe(
      'Could not read qcow2 header: Input/output error\n',
    );
  });

  test('that hold less than a cluster are a read that fails', () => {
    putCompressed('short', deflateRawSync, () => deflateRawSync(Buffer.alloc(511)));
    expect(refused(inside('short'))).toBe('Could not read qcow2 header: Input/output error\n');
  });
});

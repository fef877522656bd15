import { expect, test } from 'vitest';
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

test('compressed data is refused by name', () => {
  putOuter('packed', [], { l2: [[compressed | 0xa00n]] });
  expect(() => map(inside('packed'))).toThrow(
    'reading an image that lies in compressed, encrypted or unplaced data of format qcow2 is not supported',
  );
});

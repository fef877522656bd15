import { expect, test } from 'vitest';
import { pagedFile } from '../../../src/map/host/paged-file.ts';

const page = 65_536;
const bytes = Uint8Array.from({ length: 20 * page + 100 }, (_, at) => at >> 8);

function counted() {
  const reads: [number, number][] = [];
  const file = pagedFile({
    length: bytes.length,
    read(offset, length) {
      reads.push([offset / page, length]);
      return bytes.subarray(offset, offset + length);
    },
  });
  return { file, reads };
}

test.each([
  [0, 1],
  [page - 1, 2],
  [page, page - 1],
  [3 * page + 5, page - 1],
  [20 * page - 10, 110],
  [7, 3 * page],
])('the bytes at %d are those of the file', (offset, length) => {
  expect(counted().file.read(offset, length)).toEqual(bytes.subarray(offset, offset + length));
});

test('small reads of one page are one read', () => {
  const { file, reads } = counted();
  for (let at = 0; at < page; at += 1000) file.read(at, 500);
  file.read(page - 1, 2);
  file.read(bytes.length - 1, 1);
  expect(reads).toEqual([
    [0, page],
    [1, page],
    [20, 100],
  ]);
});

test('sixteen pages are kept, those that were used last', () => {
  const { file, reads } = counted();
  for (let index = 0; index < 16; index++) file.read(index * page, 8);
  file.read(0, 8);
  file.read(16 * page, 8);
  reads.length = 0;
  file.read(0, 8);
  file.read(1 * page, 8);
  expect(reads).toEqual([[1, page]]);
});

test('a long read is not cut into pages', () => {
  const { file, reads } = counted();
  file.read(10, 2 * page);
  expect(reads).toEqual([[10 / page, 2 * page]]);
});

test('holes, allocated bytes and the end are those of the file', () => {
  let closed = 0;
  const segment = { hole: true, end: 5 };
  const file = pagedFile({
    ...{ length: 9, allocated: 512, read: () => bytes, segmentAt: () => segment, close: () => void closed++ },
  });
  expect([file.length, file.allocated, file.segmentAt!(3)]).toEqual([9, 512, segment]);
  file.close!();
  expect(closed).toBe(1);
  expect(counted().file.segmentAt).toBeUndefined();
});

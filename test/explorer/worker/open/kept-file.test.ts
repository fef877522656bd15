import { expect, test } from 'vitest';
import { keptFile } from '../../../../src/explorer/worker/open/kept-file.ts';

const chunk = 2 ** 18;

/** A file whose every byte tells its place, and what was read of it. */
function counted(length: number) {
  const reads: [offset: number, length: number][] = [];
  const read = (offset: number, count: number): Uint8Array => {
    reads.push([offset, count]);
    return Uint8Array.from({ length: count }, (_, index) => (offset + index) % 251);
  };
  return { reads, file: keptFile({ length, read }) };
}

test('reads within a chunk and across chunks, each of which is read once', () => {
  const { reads, file } = counted(2 * chunk + 10);
  expect([...file.read(chunk - 2, 4)]).toEqual([-2, -1, 0, 1].map(step => (chunk + step) % 251));
  expect(file.read(0, 2 * chunk + 10)).toEqual(counted(2 * chunk + 10).file.read(0, 2 * chunk + 10));
  expect(file.read(2 * chunk, 10).length).toBe(10);
  expect(reads).toEqual([
    [0, chunk],
    [chunk, chunk],
    [2 * chunk, 10],
  ]);
});

test('64 chunks are kept, the last ones that were used', () => {
  const { reads, file } = counted(65 * chunk);
  for (let index = 0; index < 64; index++) file.read(index * chunk, 1);
  file.read(0, 1);
  file.read(64 * chunk, 1);
  file.read(0, 1);
  expect(reads.length).toBe(65);
  file.read(chunk, 1);
  expect(reads.length).toBe(66);
});

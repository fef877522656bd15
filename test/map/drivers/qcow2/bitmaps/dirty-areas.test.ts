import { expect, test } from 'vitest';
import { NullFile } from '../../../../../src/map/drivers/null/null-file.ts';
import { dirtyAreas } from '../../../../../src/map/drivers/qcow2/bitmaps/dirty-areas.ts';
import type { ImageFile } from '../../../../../src/map/file/image-file.ts';

/** A file with a table of two entries at 0, and clusters of 512 bytes. */
function areas(words: readonly bigint[], bits: Buffer, virtualSize: number): string {
  const bytes = Buffer.alloc(4096);
  for (const [index, word] of words.entries()) bytes.writeBigUInt64BE(word, 8 * index);
  bits.copy(bytes, 512);
  const file: ImageFile = Object.assign(
    new NullFile('x', { description: {}, length: bytes.length, readsZeros: true }),
    {
      read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
      readInto: (into: Buffer, offset: number) => void bytes.copy(into, 0, offset),
    },
  );
  const table = { name: 'b', tableOffset: 0n, tableEntries: words.length, granularity: 9 };
  return [...dirtyAreas({ file, clusterSize: 512, virtualSize, table })]
    .map(({ start, end }) => `${start}..${end}`)
    .join(' ');
}

const covered = 512 * 8 * 512;

test('bits count from the least significant one', () => {
  expect(areas([512n], Buffer.from([0b1000_0001, 0b1]), covered)).toBe('0..512 3584..4608');
});

test('an entry without a cluster says that all bits are clear, or set', () => {
  expect(areas([0n, 1n], Buffer.alloc(0), 2 * covered)).toBe(`${covered}..${2 * covered}`);
});

test('the last area ends with the image', () => {
  expect(areas([0n, 1n], Buffer.alloc(0), covered + 1000)).toBe(`${covered}..${covered + 1000}`);
  expect(areas([512n], Buffer.alloc(512, 0xff), 10_000)).toBe('0..10000');
});

test('whole bytes are passed over', () => {
  const bits = Buffer.alloc(512);
  bits.fill(0xff, 100, 200);
  bits[200] = 1;
  expect(areas([512n], bits, covered)).toBe(`${100 * 8 * 512}..${1601 * 512}`);
});

import { expect, test } from 'vitest';
import { explain, map, openImage } from '../../../../src/map/index.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();

/** A dynamic image whose blocks are the entries of its map. */
function vdi(entries: readonly number[]): Buffer {
  const file = Buffer.alloc(512 + 4 * entries.length);
  const header: [at: number, word: number][] = [
    [64, 0xbeda107f],
    [68, 0x0001_0001],
    [76, 1],
    [340, 512],
    [344, 1024],
    [360, 512],
    [376, 2 ** 20],
    [384, entries.length],
  ];
  for (const [at, word] of header) file.writeUInt32LE(word, at);
  file.writeBigUInt64LE(BigInt(entries.length) * 2n ** 20n, 368);
  for (const [index, entry] of entries.entries()) file.writeUInt32LE(entry, 512 + 4 * index);
  return file;
}

test('an offset is explained by the entry of the block map', () => {
  folder.put('a.vdi', vdi([0xffff_ffff, 3]));
  using image = openImage('a.vdi', { directory: folder.path });
  const [layer] = explain(image, 2n ** 20n + 5n);
  expect(layer).toMatchObject({ format: 'vdi', answer: 'data', offset: 1024n + 3n * 2n ** 20n + 5n });
  expect(layer!.lookup).toMatchObject({
    unit: { name: 'block', index: 1n, byte: 5 },
    entries: [
      { table: 'block map', index: 1, offset: 516, word: '0x00000003', meaning: 'block at 0x300400' },
    ],
  });
});

test('a map of more entries than a window of it has', () => {
  const entries = Array.from({ length: 40_000 }, (_, index) => (index % 20_000 === 0 ? 0xffff_ffff : index));
  folder.put('long.vdi', vdi(entries));
  using image = openImage('long.vdi', { directory: folder.path });
  expect(
    [...map(image)].map(({ start, length, data }) => [start / 2n ** 20n, length / 2n ** 20n, data]),
  ).toEqual([
    [0n, 1n, false],
    [1n, 19_999n, true],
    [20_000n, 1n, false],
    [20_001n, 19_999n, true],
  ]);
});

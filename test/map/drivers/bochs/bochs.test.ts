import { expect, test } from 'vitest';
import { explain, openImage } from '../../../../src/map/index.ts';
import { mapText } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();

/** A growing disk of 4 extents of 64 KiB. */
function bochs(): Buffer {
  const file = Buffer.alloc(528);
  file.write('Bochs Virtual HD Image', 0);
  file.write('Redolog', 32);
  file.write('Growing', 48);
  file.writeUInt32LE(0x20000, 64);
  file.writeUInt32LE(4, 72);
  file.writeUInt32LE(65_536, 80);
  file.writeBigUInt64LE(262_144n, 88);
  return file;
}

test('an offset is explained by the catalog and the bitmap of its extent, whatever map tells of it', () => {
  const file = bochs();
  for (const [index, entry] of [0xffff_ffff, 1, 0, 0xffff_ffff].entries())
    file.writeUInt32LE(entry, 512 + 4 * index);
  file.writeUInt32LE(512, 68);
  file.writeUInt32LE(16, 76);
  // The catalog is 16 bytes long. In front of each extent there are whole sectors of a bitmap.
  const bitmap = 512 + 16 + 512 + 65_536;
  folder.put('a.bochs', Buffer.concat([file, Buffer.alloc(bitmap - file.length), Buffer.of(0, 0b10, 0)]));
  using image = openImage('a.bochs', { directory: folder.path });
  const layers = [5n, 70_200n, 65_536n + 8n * 512n, 131_072n].map(offset => explain(image, offset)[0]!);
  expect(layers.map(({ answer }) => answer)).toEqual(Array(4).fill('data'));
  expect(layers.map(({ lookup }) => lookup!.state)).toEqual([
    'unallocated',
    'data',
    'unwritten',
    'unwritten',
  ]);
  expect(layers[0]!.lookup).toEqual({
    unit: { name: 'extent', index: 0n, bytes: 65_536, byte: 5 },
    state: 'unallocated',
    entries: [{ table: 'catalog', index: 0, offset: 512, word: '0xffffffff', meaning: 'no extent' }],
  });
  const meaning = 'bitmap at 0x10410, extent at 0x10610';
  expect(layers[1]!.lookup).toEqual({
    unit: { name: 'extent', index: 1n, bytes: 65_536, byte: 4664, host: 0x1_0610 },
    state: 'data',
    entries: [
      { table: 'catalog', index: 1, offset: 516, word: '0x00000001', meaning },
      {
        table: 'bitmap',
        index: 1,
        offset: 0x1_0411,
        word: '0x02',
        meaning: 'sector 9 of the extent was written, at 0x11810',
        fields: [{ name: 'sector 9', high: 1, low: 1 }],
      },
    ],
  });
  expect(layers[2]!.lookup!.entries[1]).toMatchObject({
    index: 1,
    word: '0x02',
    meaning: 'sector 8 of the extent was never written: zeros',
  });
  expect(layers[1]).not.toHaveProperty('offset');
});

test('a string that fills its field has no NUL and is not the string', () => {
  const file = bochs();
  file.write('x', 31);
  folder.put('a.bochs', file);
  expect(mapText({ name: 'a.bochs', directory: folder.path, format: 'bochs' }).status).toBe(0);
  file.fill('x', 22, 32);
  folder.put('a.bochs', file);
  expect(mapText({ name: 'a.bochs', directory: folder.path, format: 'bochs' }).stderr).toBe(
    "qemu-img: Could not open 'a.bochs': Image not in Bochs format\n",
  );
});

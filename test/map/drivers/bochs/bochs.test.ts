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

test('an offset is data, and no table explains it', () => {
  folder.put('a.bochs', bochs());
  using image = openImage('a.bochs', { directory: folder.path });
  const [layer] = explain(image, 70_000n);
  expect(layer).toMatchObject({ format: 'bochs', answer: 'data' });
  expect(layer).not.toHaveProperty('offset');
  expect(layer).not.toHaveProperty('lookup');
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

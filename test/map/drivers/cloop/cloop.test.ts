import { expect, test } from 'vitest';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();

/** An image of 40,000 blocks of 512 bytes, with one offset that is not like the others. */
function cloop(index: number, offset: number): Buffer {
  const blocks = 40_000;
  const file = Buffer.alloc(136 + 8 * (blocks + 1));
  file.writeUInt32BE(512, 128);
  file.writeUInt32BE(blocks, 132);
  for (let at = 0; at <= blocks; at++)
    file.writeBigUInt64BE(BigInt(at === index ? offset : at), 136 + 8 * at);
  return file;
}

const ask = (name: string) => mapText({ name, directory: folder.path, format: 'cloop' });

test('all of an image is data, at no host offset', () => {
  folder.put('a.cloop', cloop(0, 0));
  expect(shortExtents(ask('a.cloop').stdout)).toBe(`0+${40_000 * 512} d0 PzD`);
});

test.each([32_768, 32_767, 39_999])(
  'offset %i is compared with the one before, in whatever read it is',
  index => {
    folder.put('a.cloop', cloop(index, index - 2));
    expect(ask('a.cloop').stderr).toMatch(`not monotonically increasing at index ${index}, `);
  },
);

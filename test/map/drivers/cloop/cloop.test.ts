import { expect, test } from 'vitest';
import { explain, openImage } from '../../../../src/map/index.ts';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();

/** An image of 40,000 blocks of 512 bytes, with one offset that is not like the others. */
function cloop(index: number, offset: number): Buffer {
  const blocks = 40_000;
  const file = Buffer.alloc(136 + 8 * (blocks + 1));
  file.write('#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0 && mount -r -t iso9660 /dev/cloop $1\n');
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

test('an offset is explained by the offset of its block and the next one', () => {
  const file = cloop(1, 0x1234);
  file.writeBigUInt64BE(0x1250n, 136 + 16);
  for (let at = 3; at <= 40_000; at++) file.writeBigUInt64BE(0x1250n, 136 + 8 * at);
  folder.put('a.cloop', file);
  using image = openImage('a.cloop', { directory: folder.path });
  const [{ answer, lookup, ...layer } = {}] = explain(image, 1000n);
  expect(answer).toBe('data');
  expect(lookup).toEqual({
    unit: { name: 'block', index: 1n, bytes: 512, byte: 488, host: 0x1234 },
    state: 'compressed',
    entries: [
      {
        table: 'offsets',
        index: 1,
        offset: 144,
        word: '0x0000000000001234',
        meaning: 'block at 0x1234, 28 bytes up to the next offset',
      },
    ],
  });
  expect(layer).not.toHaveProperty('offset');
});

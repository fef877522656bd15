import { describe, expect, test } from 'vitest';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { copied, tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('thousand', Buffer.alloc(1000, 'x'));
folder.put('base', Buffer.alloc(1024, 'x'));
folder.put('top', tinyQcow2({ size: 2048n, l2: [[0n, copied | 0x1000n]], backing: 'base' }));
const { map, refused } = mapOptionsIn(folder.path);

describe('raw maps a window of its file', () => {
  test.each([
    ['offset=512', '0+488 d0 PzD@512; 488+24 d0 PZd@1000'],
    ['size=512', '0+512 d0 PzD@0'],
    ['offset=100,size=512', '0+512 d0 PzD@100'],
    ['offset=1024', '0+0 d0 pzd'],
    ['size=1024', '0+1000 d0 PzD@0; 1000+24 d0 PZd@1000'],
    ['cache.direct=on', '0+1024 d0 PzD@0'],
  ])('%s', (options, extents) => {
    expect(shortExtents(map(`driver=raw,${options},file.filename=thousand`).stdout)).toBe(extents);
  });

  const hints =
    'Optional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-\nand exabytes, respectively.\n';
  test.each([
    ['offset=2048', 'Offset (2048) cannot be greater than size of the containing file (1024)\n'],
    [
      'offset=512,size=1024',
      'The sum of offset (512) and size (1024) has to be smaller or equal to the  actual size of the containing file (1024)\n',
    ],
    ['size=1000', 'Specified size is not multiple of 512\n'],
    ['offset=x', `Parameter 'offset' expects a non-negative number below 2^64\n${hints}`],
  ])('%s is refused', (options, text) => {
    expect(refused(`driver=raw,${options},file.filename=thousand`)).toBe(text);
  });

  test('5.2 prints zeros in place of the offset', () => {
    const text = 'Offset (0) cannot be greater than size of the containing file (1024)\n';
    expect(refused('driver=raw,offset=2048,file.filename=thousand', { version: '5.2' })).toBe(text);
  });

  test('a last sector that ends past the file makes qemu-img abort', () => {
    expect(() => map('driver=raw,offset=100,file.filename=thousand')).toThrow(
      expect.objectContaining({ code: 'qemu-aborts' }),
    );
  });
});

test('raw over qcow2 reports neither zeros nor data where a backing file would decide', () => {
  const over = 'driver=raw,file.driver=qcow2,file.file.filename=top';
  expect(shortExtents(map(over).stdout)).toBe('0+512 d0 pzd; 512+512 d0 PzD@4096; 1024+1024 d0 pZd');
  expect(shortExtents(map(`${over},offset=512,size=512`).stdout)).toBe('0+512 d0 PzD@4096');
});

test('raw over raw over qcow2 reports what the raw below it reports', () => {
  const over = 'driver=raw,file.driver=raw,file.file.driver=qcow2,file.file.file.filename=top';
  expect(shortExtents(map(over).stdout)).toBe('0+512 d0 pzd; 512+512 d0 PzD@4096; 1024+1024 d0 pZd');
});

test('a format that was only guessed is warned about if the image could be written to', () => {
  expect(map('read-only=off,file.filename=base').stderr).toBe(`\
WARNING: Image format was not specified for 'base' and probing guessed raw.
         Automatically detecting the format is dangerous for raw images, write operations on block 0 will be restricted.
         Specify the 'raw' format explicitly to remove the restrictions.
`);
  expect(map('driver=raw,read-only=off,file.filename=base').stderr).toBe('');
});

import { expect, test } from 'vitest';
import { mapText } from '../../../../support/map-text.ts';
import { testFolder } from '../../../../support/test-folder.ts';
import { tinyQcow2 } from '../../../../support/tiny-qcow2.ts';

const folder = testFolder();
const table = 0x1000;
const directory = 0x1200;

interface Entry {
  readonly tableOffset?: bigint;
  readonly tableEntries?: number;
  readonly flags?: number;
  readonly type?: number;
  readonly granularity?: number;
  readonly extra?: number;
  readonly name?: string;
}

/** An entry of 32 bytes: its name has up to eight. */
function entry(given: Entry): Buffer {
  const { tableOffset = BigInt(table), tableEntries = 1, flags = 0, type = 1, granularity = 16 } = given;
  const { name = 'x', extra = 0 } = given;
  const bytes = Buffer.alloc(32);
  bytes.writeBigUInt64BE(tableOffset, 0);
  bytes.writeUInt32BE(tableEntries, 8);
  bytes.writeUInt32BE(flags, 12);
  bytes.writeUInt8(type, 16);
  bytes.writeUInt8(granularity, 17);
  bytes.writeUInt16BE(bytes.write(name, 24), 18);
  bytes.writeUInt32BE(extra, 20);
  return bytes;
}

interface Directory {
  readonly count?: number;
  readonly bytes?: number;
  readonly at?: bigint;
  /** The first word of the bitmap's table. */
  readonly word?: bigint;
  readonly size?: bigint;
}

/** The refusal of an image of 32 KiB with such bitmaps, without the prefix; empty if it opens. */
function complaint(entries: readonly Entry[], given: Directory = {}, version = '11.1'): string {
  const bytes = Buffer.concat(entries.map(entry));
  const { count = entries.length, bytes: stated = bytes.length, at = BigInt(directory), word = 0n } = given;
  const extension = Buffer.alloc(24);
  extension.writeUInt32BE(count, 0);
  extension.writeBigUInt64BE(BigInt(stated), 8);
  extension.writeBigUInt64BE(at, 16);
  const image = tinyQcow2({
    l2: [undefined],
    ...(given.size === undefined ? {} : { size: given.size }),
    extensions: [[0x23852875, extension]],
    edits: [[88, '0000000000000001']],
  });
  const file = Buffer.alloc(directory + 512);
  image.copy(file);
  file.writeBigUInt64BE(word, table);
  bytes.copy(file, directory);
  folder.put('a', file);
  const { stderr } = mapText({ name: 'a', directory: folder.path, version: version as '11.1' });
  return stderr.replace("qemu-img: Could not open 'a': ", '').trimEnd();
}

test.each<[string, readonly Entry[], Directory?]>([
  ['one bitmap', [{}]],
  ['two', [{ name: 'x' }, { name: 'y' }]],
  ['without a name', [{ name: '' }], { bytes: 24 }],
  ['in use, by the name of another', [{ name: 'x' }, { name: 'x', flags: 1 }]],
  ['in use, with a table of another length', [{ flags: 1, tableEntries: 2 }]],
  ['all ones', [{}], { word: 1n }],
  ['with data', [{}], { word: 0x200n }],
])('%s is accepted', (_, entries, given) => {
  expect(complaint(entries, given)).toBe('');
});

test.each<[string, readonly Entry[], Directory]>([
  ['Requested bitmap directory size is zero', [{}], { bytes: 0 }],
  ['Broken bitmap directory', [{}], { bytes: 23 }],
  ['Broken bitmap directory', [{}], { bytes: 31 }],
  ['More bitmaps found than specified in header extension', [{}, { name: 'y' }], { count: 1 }],
  ['Less bitmaps found than specified in header extension', [{}], { count: 2 }],
  ['Failed to read bitmap directory: Input/output error', [{}], { at: 2n ** 63n }],
  ["Could not read bitmap_table table from image for bitmap 'x': Invalid argument", [{}], { word: 0x201n }],
  ["Could not read bitmap_table table from image for bitmap 'x': Invalid argument", [{}], { word: 2n }],
  [
    "Could not read bitmap_table table from image for bitmap 'x': Input/output error",
    [{ tableOffset: 2n ** 63n }],
    {},
  ],
  ["Could not read bitmap 'x' from image: Invalid argument", [{ tableEntries: 2 }], {}],
  ["Bitmap 'x' doesn't satisfy the constraints", [{ flags: 1 }], { size: 2n ** 64n - 1n }],
  ['Bitmap already exists: x', [{ flags: 1 }, {}], {}],
  ['Bitmap extra data is not supported', [{ extra: 2 ** 31 }], {}],
])('it is refused: %s', (text, entries, given) => {
  expect(complaint(entries, given)).toBe(text);
});

test.each<[string, Entry]>([
  ['a flag that is reserved', { flags: 4 }],
  ['another type', { type: 0 }],
  ['no table', { tableEntries: 0 }],
  ['a table that is too long', { tableEntries: 0x100001, flags: 1 }],
  ['a table inside a cluster', { tableOffset: 0x1100n }],
  ['too fine a granularity', { granularity: 8 }],
  ['too coarse a granularity', { granularity: 32 }],
])('an entry is refused: %s', (_, given) => {
  expect(complaint([given])).toBe("Bitmap 'x' doesn't satisfy the constraints");
});

test('a directory near 2^63 is out of reach since 6.2', () => {
  const far = { at: 2n ** 63n - 2n ** 30n };
  expect(complaint([{}], far)).toBe('Failed to read bitmap directory: Input/output error');
  expect(complaint([{}], far, '5.2')).toBe("Bitmap '' doesn't satisfy the constraints");
});

test("an image is refused if a bitmap can't be read", () => {
  expect(complaint([{}], { word: 0xe00n })).toBe('');
  const rule = 'file.inject-error.0.event=none,file.inject-error.0.iotype=read,file.inject-error.0.sector=7';
  const name = `driver=qcow2,file.driver=blkdebug,file.image.filename=a,${rule}`;
  const { stderr } = mapText({ name, directory: folder.path, imageOptions: true });
  // Recorded from qemu-img 5.2, 7.2, 10.0 and 11.1, of an image with larger clusters.
  expect(stderr).toContain("Could not read bitmap 'x' from image: Input/output error");
});

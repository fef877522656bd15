import { describe, expect, test } from 'vitest';
import { commandText } from '../../../support/command-text.ts';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('x', Buffer.alloc(1024, 'x'));
folder.put('late', Buffer.from(`${'x'.repeat(300)}y${'x'.repeat(723)}`));
folder.put('long', Buffer.alloc(100_000, 'x'));
folder.put('sparse', Buffer.concat([Buffer.from('KDMV'), Buffer.alloc(99_996)]));
folder.put('short', Buffer.alloc(512, 'x'));
folder.put('empty', Buffer.alloc(0));
folder.put('a', tinyQcow2({ size: 1024n, l2: [[]] }));
const { map, refused } = mapOptionsIn(folder.path);
const named = (name: string, format?: string) =>
  mapText({ name, directory: folder.path, ...(format !== undefined && { format }) });

test('the map is that of the raw side, up to the end of the other', () => {
  expect(shortExtents(named('blkverify:x:x').stdout)).toBe('0+1024 d0 PzD@0');
  expect(shortExtents(named('blkverify:x:a', 'raw').stdout)).toBe('0+1024 d0 PzD@0');
  expect(shortExtents(named('blkverify:x:short').stdout)).toBe('0+512 d0 PzD@0');
});

// As 5.2 to 11.1 do it: map skips filters and asks the image below them all.
test('a filter in between may be shorter than the image below it', () => {
  const between =
    'raw.driver=blkverify,raw.raw.driver=file,raw.raw.filename=x,raw.test.driver=file,raw.test.filename=empty';
  const { stdout } = map(`driver=blkverify,${between},test.driver=file,test.filename=x`);
  expect(shortExtents(stdout)).toBe('0+1024 d0 PzD@0');
});

test('a raw side that is too short makes qemu-img abort', () => {
  expect(() => named('blkverify:short:x', 'raw')).toThrow(expect.objectContaining({ code: 'qemu-aborts' }));
});

describe('bytes that differ end qemu-img when they are read', () => {
  test.each([
    [['blkverify:x:late'], 'blkverify: read offset=0 bytes=512 contents mismatch at offset 300\n'],
    [['-f', 'raw', 'blkverify:x:late'], ''],
    [
      ['-f', 'vmdk', 'blkverify:sparse:long'],
      'blkverify: read offset=0 bytes=100352 contents mismatch at offset 0\n',
    ],
  ])('%j', (args, stderr) => {
    expect(commandText(args, folder.path).stderr).toBe(stderr);
  });
});

test.each([
  ['raw', 'test', '0 != -28'],
  ['test', 'raw', '-28 != 0'],
])('a read that fails in the child %s alone ends qemu-img', (fails, reads, results) => {
  const error = ['event=none', 'iotype=read', 'errno=28'].map(rule => `file.${fails}.inject-error.0.${rule}`);
  const failing = `file.${fails}.driver=blkdebug,file.${fails}.image.driver=null-co,${error.join()}`;
  const options = `driver=vdi,file.driver=blkverify,${failing},file.${reads}.driver=null-co`;
  expect(commandText(['--image-opts', options], folder.path).stderr).toBe(
    `blkverify: read offset=0 bytes=512 return value mismatch ${results}\n`,
  );
});

test('a qcow2 image is read through it', () => {
  const name =
    'json:{"driver":"qcow2","file":{"driver":"blkverify","raw":{"driver":"file","filename":"a"},"test":{"driver":"file","filename":"a"}}}';
  expect(shortExtents(named(name).stdout)).toBe('0+1024 d0 pZd');
});

test.each([
  ['blkverify:x', 'blkverify requires raw copy and original image path'],
  ['blkverify::x', "The 'file' block driver requires a file name"],
  ['blkverify:x:gone', "Could not open 'gone': No such file or directory"],
])('the name %s is refused', (name, text) => {
  expect(named(name).stderr).toBe(`qemu-img: Could not open '${name}': ${text}\n`);
});

test.each([
  ['raw.filename=x', 'A block device must be specified for "test"'],
  ['test.driver=null-co', 'A block device must be specified for "raw"'],
  ['raw.filename=x,test.filename=x', 'Must specify either driver or file'],
  ['x-raw=x,x-image=x,foo=1', "Block protocol 'blkverify' doesn't support the option 'foo'"],
])('the options %s are refused', (options, text) => {
  expect(refused(`driver=blkverify,${options}`)).toBe(`${text}\n`);
});

test('plain names make a plain name', () => {
  const { stdout } = map(
    'driver=raw,offset=512,file.driver=blkverify,file.raw.filename=x,file.test.driver=file,file.test.filename=x',
    { output: 'human' },
  );
  expect(stdout).toContain('0x200           x\n');
});

// qemu-img 7.2 to 11.1 refuse it so; 5.2 names the lock for writing.
test('both sides are written to, so they cannot be one file', () => {
  const image = (test: string): string =>
    `driver=qcow2,read-only=off,file.driver=blkverify,file.raw.filename=a,file.test.driver=raw,file.test.file.filename=${test}`;
  folder.put('same', tinyQcow2({ size: 1024n, l2: [[]] }));
  expect(map(image('same')).status).toBe(0);
  expect(refused(image('a'))).toBe('Failed to get "resize" lock\nIs another process using the image [a]?\n');
});

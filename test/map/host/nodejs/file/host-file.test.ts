import { execFileSync } from 'node:child_process';
import { ftruncateSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../../../src/map/basics/bytes.ts';
import { hostDrivers } from '../../../../../src/map/drivers/file/file.ts';
import { HostFile } from '../../../../../src/map/host/nodejs/file/host-file.ts';
import { recorded } from '../../../../../src/map/profile/profile.ts';
import { testFolder } from '../../../../support/test-folder.ts';

const folder = testFolder();
const open = (name: string, version: '5.2' | '7.2' = '7.2'): HostFile =>
  HostFile.open(name, { profile: recorded[version], drivers: hostDrivers, directory: folder.path });

describe('a file that cannot be opened is refused with the message of qemu', () => {
  folder.put('file', 'x');
  symlinkSync('loop', join(folder.path, 'loop'));
  test.each([
    ['missing', "Could not open 'missing': No such file or directory"],
    ['file/below', "Could not open 'file/below': Not a directory"],
    ['loop', "Could not open 'loop': Too many levels of symbolic links"],
    ['n'.repeat(256), `Could not open '${'n'.repeat(256)}': File name too long`],
    ['n/'.repeat(2048), `Could not open '${'n/'.repeat(2048)}': File name too long`],
    ['.', "'file' driver requires '.' to be a regular file"],
  ])('%.20s', (name, text) => {
    expect(() => open(name)).toThrow(expect.objectContaining({ code: 'refused', text }));
  });

  test('a folder, which 5.2 does not name', () => {
    const text = "A regular file was expected by the 'file' driver, but something else was given";
    expect(() => open('.', '5.2')).toThrow(expect.objectContaining({ text }));
  });

  test('a FIFO, without a wait for its writer', () => {
    execFileSync('mkfifo', [join(folder.path, 'fifo')]);
    expect(() => open('fifo')).toThrow("'file' driver requires 'fifo' to be a regular file");
  });

  test('a device, which is no regular file', () => {
    expect(() => open('/dev/null')).toThrow("'file' driver requires '/dev/null' to be a regular file");
  });
});

test('a name need not be UTF-8', () => {
  execFileSync('sh', ['-c', 'printf x > "$1/$(printf "b\\377")"', 'sh', folder.path]);
  const file = open('b\xff');
  expect([file.name, file.length]).toEqual(['b\xff', 1]);
  file.close();
});

test('bytes past the end are zeros', () => {
  folder.put('short', 'abcdef');
  const file = open('short');
  expect(file.read(4, 4)).toEqual(bytesOf('ef\0\0'));
  expect(file.read(2 ** 60, 2)).toEqual(bytesOf('\0\0'));
  file.close();
});

describe('data and holes', () => {
  const fd = openSync(join(folder.path, 'sparse'), 'w');
  writeSync(fd, Buffer.alloc(65536, 'x'), 0, 65536, 131072);
  writeSync(fd, 'x', 262144);
  ftruncateSync(fd, 300000);
  const file = open('sparse');

  test.each([
    [0, true, 131072],
    [65537, true, 131072],
    [131072, false, 196608],
    [150001, false, 196608],
    [131072, false, 196608],
    [196608, true, 262144],
    [300000, true, Number.POSITIVE_INFINITY],
    [2 ** 62, true, Number.POSITIVE_INFINITY],
  ])('are found at byte %d', (offset, hole, end) => {
    expect(file.segmentAt(offset)).toEqual({ hole, end });
  });

  test('allocated bytes are those of the host', () => {
    expect(file.length).toBe(300000);
    expect(file.allocated).toBeGreaterThanOrEqual(65536);
    expect(file.allocated).toBeLessThan(131072);
    expect(file.knowsHoles).toBe(true);
  });

  test('data may end within a sector', () => {
    folder.put('odd', Buffer.alloc(1000, 'x'));
    const odd = open('odd');
    expect(odd.segmentAt(0)).toEqual({ hole: false, end: 1000 });
    expect(odd.segmentAt(1000)).toEqual({ hole: true, end: Number.POSITIVE_INFINITY });
    odd.close();
  });
});

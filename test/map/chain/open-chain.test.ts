import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { RecordedName } from '../../../src/map/profile/profile.ts';
import { type MapRequest, mapText, shortExtents } from '../../support/map-text.ts';
import { testFolder } from '../../support/test-folder.ts';
import { type TinyQcow2, tinyQcow2 } from '../../support/tiny-qcow2.ts';

const limit = vi.hoisted(() => ({ value: 1024 }));
vi.mock('../../../src/map/host/nodejs/descriptors/descriptor-limit.ts', () => ({
  usualLimit: 1024,
  descriptorLimit: () => limit.value,
}));

const folder = testFolder();
const put = (name: string, image: Partial<TinyQcow2> = {}): void => {
  folder.put(name, tinyQcow2({ size: 1024n, l2: [[0x1000n]], ...image }));
};
const map = (name: string, rest: Partial<MapRequest> = {}): ReturnType<typeof mapText> =>
  mapText({ name, directory: folder.path, ...rest });
const stderrOf = (name: string, rest: Partial<MapRequest> = {}): string => map(name, rest).stderr;
const backingFormat = (format: string): [number, Uint8Array] => [0xe2792aca, Buffer.from(format)];

mkdirSync(join(folder.path, 'd'));
put('base');
folder.put('raw', Buffer.alloc(1024, 'x'));
put('top', { backing: 'base', l2: [[]] });

describe('the file name is refused', () => {
  put('missing-below', { backing: 'gone' });
  put('missing-two-below', { backing: 'missing-below' });
  put('d/protocol', { backing: 'file:base-of-cwd' });
  put('unknown-protocol', { backing: 'nosuch:base' });
  symlinkSync('../top', join(folder.path, 'd/link'));
  test.each([
    ['gone', "Could not open 'gone': No such file or directory"],
    ['', "The 'file' block driver requires a file name"],
    ['foo:bar', "Unknown protocol 'foo'"],
    ['throttle:a', "Unknown protocol 'throttle'"],
    ['copy-on-read:a', "Unknown protocol 'copy-on-read'"],
    ['quorum:a', "Unknown protocol 'quorum'"],
    ['blklogwrites:a', "Unknown protocol 'blklogwrites'"],
    ['missing-below', "Could not open backing file: Could not open 'gone': No such file or directory"],
    [
      'missing-two-below',
      "Could not open backing file: Could not open backing file: Could not open 'gone': No such file or directory",
    ],
    ['d/protocol', "Could not open backing file: Could not open 'base-of-cwd': No such file or directory"],
    ['unknown-protocol', "Could not open backing file: Unknown protocol 'nosuch'"],
    ['d/link', "Could not open backing file: Could not open 'd/base': No such file or directory"],
  ])("'%s'", (name, text) => {
    expect(map(name)).toEqual({
      status: 1,
      stdout: '',
      stderr: `qemu-img: Could not open '${name}': ${text}\n`,
    });
  });

  test('a name that is not UTF-8 is quoted and opened byte for byte', () => {
    put('bytes', { backing: 'gone\xff' });
    expect(stderrOf('bytes')).toContain("Could not open 'gone\xff'");
  });
});

describe('drivers', () => {
  test('an unknown driver is refused', () => {
    expect(stderrOf('base', { format: 'foo' })).toBe(
      "qemu-img: Could not open 'base': Unknown driver 'foo'\n",
    );
  });

  test('a declared format wins over the content', () => {
    put('as-raw', { backing: 'base', extensions: [backingFormat('raw')], l2: [[]] });
    put('as-qcow2', { backing: 'raw', extensions: [backingFormat('qcow2')] });
    expect(shortExtents(map('as-raw').stdout)).toBe('0+1024 d1 PzD@0');
    expect(stderrOf('as-qcow2')).toContain('Could not open backing file: Image is not in qcow2 format\n');
  });

  test('a driver that only qemu has is refused by its name', () => {
    const unsupported = { code: 'unsupported', feature: 'the driver vvfat' };
    expect(() => map('fat:x')).toThrow(expect.objectContaining(unsupported));
    expect(() => map('base', { format: 'vvfat' })).toThrow(expect.objectContaining(unsupported));
  });
});

describe('image options', () => {
  const top = 'driver=qcow2,file.filename=top';
  test.each<[string, string]>([
    ['driver=qcow2', `A block device must be specified for "file"`],
    ['filename=top', 'Must specify either driver or file'],
    ['node', "Cannot find device='node' nor node-name='node'"],
    [`${top},foo=1`, "Block format 'qcow2' does not support the option 'foo'"],
    [`${top},file.foo=1`, "Block protocol 'file' doesn't support the option 'foo'"],
    [
      `${top},backing.foo=1`,
      "Could not open backing file: Block format 'qcow2' does not support the option 'foo'",
    ],
    [`${top},backing.driver=foo`, "Could not open backing file: Unknown driver 'foo'"],
    [`${top},backing=node`, "Could not open backing file: Cannot find device='node' nor node-name='node'"],
    [`${top},read-only=maybe`, "Parameter 'read-only' expects 'on' or 'off'"],
    [`${top},node-name=x y`, "Invalid node-name: 'x y'"],
    ['driver=raw,file.filename=raw,backing.driver=raw', "Driver doesn't support backing files"],
    ['file.filename=file:base', "Could not open 'file:base': No such file or directory"],
  ])('%s', (options, text) => {
    expect(stderrOf(options, { imageOptions: true })).toBe(
      `qemu-img: Could not open '${options}': ${text}\n`,
    );
  });

  test.each<[string, string]>([
    [top, '0+512 d1 PzD@4096; 512+512 d1 pZd'],
    [`${top},backing=`, '0+1024 d0 pZd'],
    [`${top},backing.driver=raw`, '0+1024 d1 PzD@0'],
    [`${top},backing.file.filename=raw`, '0+1024 d1 PzD@0'],
    [`${top},backing.file.filename=top,backing.backing.file.filename=raw`, '0+1024 d2 PzD@0'],
  ])('%s', (options, extents) => {
    expect(shortExtents(map(options, { imageOptions: true }).stdout)).toBe(extents);
  });

  test('"backing": null maps the top layer alone; "" does too, with a warning', () => {
    const json = (backing: string): string =>
      `json:{"driver":"qcow2","file":{"driver":"file","filename":"top"},"backing":${backing}}`;
    expect(map(json('null'))).toMatchObject({ stderr: '', stdout: map(json('""')).stdout });
    expect(stderrOf(json('""'))).toBe(
      'qemu-img: warning: Use of "backing": "" is deprecated; use "backing": null instead\n',
    );
  });

  test('-f replaces the driver of a json: name', () => {
    const name = 'json:{"driver":"raw","file":{"driver":"file","filename":"base"}}';
    expect(shortExtents(map(name, { format: 'qcow2' }).stdout)).toBe('0+512 d0 PzD@4096; 512+512 d0 pZd');
  });

  test('a header may name a json: name', () => {
    put('d/json', { backing: 'json:{"driver":"raw","file":{"driver":"file","filename":"raw"}}', l2: [[]] });
    expect(shortExtents(map('d/json').stdout)).toBe('0+1024 d1 PzD@0');
  });
});

describe('a loop is refused at once, with as many levels as qemu-img opens', () => {
  put('self', { backing: 'self' });
  put('a', { backing: 'b' });
  put('b', { backing: 'c' });
  put('c', { backing: 'b' });
  put('grows', { backing: './grows' });
  mkdirSync(join(folder.path, 'sub'));
  put('grows-fast', { backing: 'sub/../grows-fast' });
  const prefix = 'Could not open backing file: ';

  test.each<[string, RecordedName, number, string]>([
    ['self', '10.0', 1017, 'self'],
    ['self', '11.1', 1015, 'self'],
    ['a', '10.0', 1017, 'b'],
    ['b', '10.0', 1017, 'c'],
  ])('%s in %s', (name, version, repeats, last) => {
    expect(stderrOf(name, { version })).toBe(
      `qemu-img: Could not open '${name}': ${prefix.repeat(repeats)}Could not open '${last}': Too many open files\n`,
    );
  });

  test.each<[RecordedName, number]>([
    ['10.0', 57],
    ['11.1', 55],
  ])('under a limit of 64 descriptors in %s', (version, repeats) => {
    limit.value = 64;
    expect(stderrOf('self', { version }).split(prefix)).toHaveLength(repeats + 1);
    limit.value = 1024;
  });

  test('a loop in which only the name grows is refused', () => {
    expect(stderrOf('grows')).toMatch(/Could not open '(\.\/){1015}grows': Too many open files\n$/);
    expect(stderrOf('grows-fast')).toMatch(/\/grows-fast': File name too long\n$/);
  });

  test('a long chain is no loop', () => {
    for (let index = 1; index <= 200; index++)
      put(`layer${index}`, { backing: `layer${index - 1}`, l2: [[]] });
    put('layer0');
    expect(shortExtents(map('layer200').stdout)).toBe('0+512 d200 PzD@4096; 512+512 d200 pZd');
  });
});

describe('nodes in one another', () => {
  /** `count` nodes of raw in one another, over a file. */
  const nested = (count: number): string => {
    const levels = Array.from({ length: count }, (_, depth) => `${'file.'.repeat(depth)}driver=raw`);
    return `${levels.join(',')},${'file.'.repeat(count)}filename=raw`;
  };

  test('may be 400 deep', () => {
    expect(shortExtents(map(nested(399), { imageOptions: true }).stdout)).toBe('0+1024 d0 PzD@0');
  });

  test('are not supported any deeper', () => {
    expect(() => map(nested(400), { imageOptions: true })).toThrow(
      expect.objectContaining({ code: 'unsupported', feature: 'more than 400 drivers on one another' }),
    );
  });

  test('count anew for the next image', () => {
    expect(() => map(nested(400), { imageOptions: true })).toThrow();
    expect(map(nested(399), { imageOptions: true }).status).toBe(0);
  });
});

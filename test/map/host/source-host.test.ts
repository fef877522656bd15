import { describe, expect, test } from 'vitest';
import { toByteString } from '../../../src/map/basics/byte-string.ts';
import { type FileSource, map, openImage, type SourceFile } from '../../../src/map/portable.ts';
import { copied, tinyQcow2 } from '../../support/tiny-qcow2.ts';

/** Files in memory by their names. `asked` takes each name that is opened. */
function inMemory(files: Readonly<Record<string, Uint8Array>>, more: Partial<SourceFile> = {}) {
  const asked: string[] = [];
  const source: FileSource = {
    open(name) {
      asked.push(name);
      const bytes = files[name];
      if (bytes === undefined) return undefined;
      return { length: bytes.length, read: (at, length) => bytes.subarray(at, at + length), ...more };
    },
  };
  return { source, asked };
}

const base = new Uint8Array(1024).fill(1);
const overlay = (backing: string): Uint8Array =>
  tinyQcow2({ size: 1024n, l2: [[]], backing: toByteString(backing) });

const extentsOf = (name: string, files: FileSource) => {
  using image = openImage(name, { files });
  return [...map(image)].map(({ start, length, depth, data, offset }) => [
    start,
    length,
    depth,
    data,
    offset,
  ]);
};

test('a chain is read from the files of the caller', () => {
  const { source } = inMemory({ 'top.qcow2': overlay('base.raw'), 'base.raw': base });
  expect(extentsOf('top.qcow2', source)).toEqual([[0n, 1024n, 1, true, 0n]]);
});

test.each([
  ['a/top.qcow2', '../b/./base.raw', 'b/base.raw'],
  ['a/top.qcow2', 'base.raw', 'a/base.raw'],
  ['../top.qcow2', 'base.raw', '../base.raw'],
  ['top.qcow2', '../../base.raw', '../../base.raw'],
  ['/a/b/top.qcow2', '../../../base.raw', '/base.raw'],
  ['a//top.qcow2', '/base//raw', '/base/raw'],
  ['file:top.qcow2', 'base.raw', 'base.raw'],
  ['top.qcow2', 'b\u00e4se.raw', 'b\u00e4se.raw'],
])('%s asks for its backing file %s as %s', (top, backing, asked) => {
  const opened = top.replace('file:', '').replace('//', '/');
  const files = inMemory({ [opened]: overlay(backing), [asked]: base });
  expect(extentsOf(top, files.source)).toHaveLength(1);
  expect(files.asked).toEqual([opened, asked]);
});

describe('a missing file is refused in the words of qemu', () => {
  test.each([
    ['gone', {}, "Could not open 'gone': Could not open 'gone': No such file or directory"],
    [
      'a/top',
      { 'a/top': overlay('gone') },
      "Could not open 'a/top': Could not open backing file: Could not open 'a/gone': No such file or directory",
    ],
    ['base/', { base }, "Could not open 'base/': Could not open 'base/': No such file or directory"],
  ])('%s', (name, files, text) => {
    expect(() => extentsOf(name, inMemory(files).source)).toThrow(
      expect.objectContaining({ code: 'refused', message: text }),
    );
  });
});

test('holes are what the file says they are; else it is data', () => {
  const hole = inMemory(
    { raw: base },
    { segmentAt: at => (at < 512 ? { hole: false, end: 512 } : { hole: true, end: 1024 }) },
  );
  expect(extentsOf('raw', hole.source)).toEqual([
    [0n, 512n, 0, true, 0n],
    [512n, 512n, 0, false, 512n],
  ]);
  const unknown = inMemory({ raw: base }).source;
  expect(extentsOf('raw', unknown)).toEqual([[0n, 1024n, 0, true, 0n]]);
  using image = openImage('raw', { files: unknown });
  expect(image.layers[0]!.knowsHoles).toBe(false);
});

test('what a read throws is the cause of a file that cannot be read', () => {
  const failure = new TypeError('no network');
  const broken = inMemory(
    { top: tinyQcow2({ size: 65536n, l2: [[copied]] }) },
    {
      read() {
        throw failure;
      },
    },
  );
  expect(() => openImage('top', { format: 'qcow2', files: broken.source })).toThrow(
    "Could not open 'top': Could not read qcow2 header: Input/output error",
  );
});

test('too few bytes are no bytes', () => {
  const short = inMemory({ top: overlay('') }, { read: () => new Uint8Array(3) });
  expect(() => openImage('top', { files: short.source })).toThrow('Input/output error');
});

test('files are closed with the image, once', () => {
  let closed = 0;
  const { source } = inMemory({ raw: base }, { close: () => void closed++ });
  const image = openImage('raw', { files: source });
  const extents = map(image);
  expect(closed).toBe(0);
  image.close();
  image.close();
  expect(closed).toBe(1);
  expect(() => extents.next()).toThrow(expect.objectContaining({ code: 'closed' }));
});

test('a chain of backing files that never ends is refused, though each has another name', () => {
  const endless: FileSource = {
    open: () => ({ length: top.length, read: (at, length) => top.subarray(at, at + length) }),
  };
  const top = overlay('a/top');
  expect(() => openImage('top', { files: endless })).toThrow(/Too many open files$/);
});

test.each([
  ['host_device:raw', "Could not open 'host_device:raw': '"],
  ['nbd://localhost/x', 'a server beside files that the caller brings is not supported yet'],
])('%s is refused', (name, text) => {
  expect(() => openImage(name, { files: inMemory({ raw: base }).source })).toThrow(text);
});

test.each([
  [{}, 'the option files must say where files are, since this is not Node'],
  [{ files: {} }, 'the option files must be an object with a method open'],
  [{ files: inMemory({}).source, directory: '/' }, 'the option files excludes directory and confine'],
  [{ files: inMemory({}).source, confine: ['/'] }, 'the option files excludes directory and confine'],
])('%j is a wrong argument', (options, text) => {
  expect(() => openImage('raw', options as never)).toThrow(
    expect.objectContaining({ code: 'bad-argument', message: text }),
  );
});

test.each([-1, 0.5, 2 ** 53, Number.NaN])('a file of %d bytes is a wrong argument', length => {
  const { source } = inMemory({ raw: base }, { length });
  expect(() => openImage('raw', { files: source })).toThrow(
    expect.objectContaining({ code: 'bad-argument' }),
  );
});

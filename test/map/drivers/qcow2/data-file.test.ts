import { describe, expect, test } from 'vitest';
import { mapText, shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { compressed, copied, type TinyQcow2, tinyQcow2, zero } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('df', Buffer.alloc(2048, 'x'));
const named = (name: string): [number, Uint8Array] => [0x44415441, Buffer.from(name)];
const external: [number, string][] = [[72, '0000000000000004']];

function map(image: TinyQcow2, output: 'json' | 'human' = 'json', version: '5.2' | '11.1' = '11.1') {
  folder.put('a', tinyQcow2({ size: 2048n, l2: [[]], extensions: [named('df')], edits: external, ...image }));
  return mapText({ name: 'a', directory: folder.path, output, version });
}

const extents = (words: readonly bigint[]): string => shortExtents(map({ l2: [words] }).stdout);
const complaint = (image: TinyQcow2, version?: '5.2'): string => map(image, 'json', version).stderr;

describe('offsets in a data file are guest offsets', () => {
  test('with COPIED, 0 is an offset', () => {
    expect(extents([copied, copied | 512n, 0n, 1536n])).toBe(
      '0+1024 d0 PzD@0; 1024+512 d0 pZd; 1536+512 d0 PzD@1536',
    );
  });

  test('zeros at 0 have no offset, with or without COPIED', () => {
    expect(extents([copied | zero, copied | 512n | zero])).toBe(
      '0+512 d0 PZd; 512+512 d0 PZd@512; 1024+1024 d0 pZd',
    );
  });

  test('any other offset is damage', () => {
    expect(complaint({ l2: [[copied, copied | 1024n]] })).toContain(
      'corrupt: External data file host cluster offset 0x400 does not match guest cluster offset: 0x200, L2 index: 0x1); ',
    );
    expect(complaint({ l2: [[copied | 1n, copied]] })).toContain(
      'host cluster offset 0 does not match guest cluster offset: 0x200, L2 index: 0x1); ',
    );
  });

  test('compressed clusters are damage', () => {
    expect(complaint({ l2: [[0n, compressed]] })).toContain(
      'Compressed cluster entry found in image with external data file (L2 offset: 0x800, L2 index: 0x1); ',
    );
  });
});

test('rows of the table name the data file', () => {
  const { stdout } = map({ l2: [[copied]] }, 'human');
  expect(stdout.split('\n')[1]).toBe(`${'0'.padEnd(16)}${'0x200'.padEnd(16)}${'0'.padEnd(16)}df`);
});

// qemu-img 5.2 to 11.1 map both.
test.each(['driver=qcow2,', ''])(
  'a data file needs no driver, whether the image is probed or not: %s',
  driver => {
    map({ l2: [[copied]] });
    const name = `${driver}file.filename=a,data-file.filename=df`;
    const { stdout } = mapText({ name, directory: folder.path, imageOptions: true });
    expect(shortExtents(stdout)).toBe('0+512 d0 PzD@0; 512+1536 d0 pZd');
  },
);

describe('the header names the data file', () => {
  const refusal = (text: string): string => `qemu-img: Could not open 'a': ${text}\n`;
  test.each<[string, TinyQcow2, string]>([
    ['none is named', { extensions: [] }, "'data-file' is required for this image"],
    ['an empty name', { extensions: [named('')] }, "The 'file' block driver requires a file name"],
    [
      'one that is missing',
      { extensions: [named('gone')] },
      "Could not open 'gone': No such file or directory",
    ],
    [
      'the name is no reference with a protocol',
      { extensions: [named('file:df')] },
      "Could not open 'file:df': No such file or directory",
    ],
    ['raw, without one', { edits: [[88, '0000000000000002']] }, 'data-file-raw requires a data file'],
  ])('%s', (_, image, text) => {
    expect(complaint(image)).toBe(refusal(text));
  });

  test('5.2 reads a protocol prefix in the name', () => {
    expect(complaint({ extensions: [named('file:df')] }, '5.2')).toBe('');
  });

  test('the name is ignored without the feature bit', () => {
    expect(map({ extensions: [named('gone')], edits: [] }).status).toBe(0);
  });

  test('a relative name starts in the working directory, not in the folder of the image', () => {
    folder.put('a', tinyQcow2({ extensions: [named('df')], edits: external, size: 512n, l2: [[copied]] }));
    const name = `${folder.path}/a`;
    const { stderr } = mapText({ name, directory: '/' });
    expect(stderr).toBe(
      `qemu-img: Could not open '${name}': Could not open 'df': No such file or directory\n`,
    );
  });
});

import { describe, expect, test } from 'vitest';
import type { RecordedName } from '../../../src/map/profile/profile.ts';
import { type MapRequest, mapText } from '../../support/map-text.ts';
import { testFolder } from '../../support/test-folder.ts';
import { compressed, copied, tinyQcow2, zero } from '../../support/tiny-qcow2.ts';

const folder = testFolder();
const map = (name: string, rest: Partial<MapRequest> = {}): ReturnType<typeof mapText> =>
  mapText({ name, directory: folder.path, ...rest });
const header = 'Offset          Length          Mapped to       File\n';

folder.put('a', tinyQcow2({ size: 1536n, l2: [[copied | 0x1000n, zero, compressed]] }));
folder.put('empty', '');

describe('JSON', () => {
  test.each<[RecordedName, string]>([
    [
      '5.2',
      '[{ "start": 0, "length": 512, "depth": 0, "zero": false, "data": true, "offset": 4096},\n' +
        '{ "start": 512, "length": 512, "depth": 0, "zero": true, "data": false},\n' +
        '{ "start": 1024, "length": 512, "depth": 0, "zero": false, "data": true}]\n',
    ],
    [
      '7.2',
      '[{ "start": 0, "length": 512, "depth": 0, "present": true, "zero": false, "data": true, "offset": 4096},\n' +
        '{ "start": 512, "length": 512, "depth": 0, "present": true, "zero": true, "data": false},\n' +
        '{ "start": 1024, "length": 512, "depth": 0, "present": true, "zero": false, "data": true}]\n',
    ],
    [
      '10.0',
      '[{ "start": 0, "length": 512, "depth": 0, "present": true, "zero": false, "data": true, ' +
        '"compressed": false, "offset": 4096},\n' +
        '{ "start": 512, "length": 512, "depth": 0, "present": true, "zero": true, "data": false, ' +
        '"compressed": false},\n' +
        '{ "start": 1024, "length": 512, "depth": 0, "present": true, "zero": false, "data": true, ' +
        '"compressed": true}]\n',
    ],
  ])('of %s has the keys of that version', (version, stdout) => {
    expect(map('a', { version })).toEqual({ status: 0, stdout, stderr: '' });
  });

  test('an empty range is printed as one entry of no length, at its start', () => {
    const entry = (start: number): string =>
      `[{ "start": ${start}, "length": 0, "depth": 0, "present": false, "zero": false, "data": false, "compressed": false}]\n`;
    expect(map('empty').stdout).toBe(entry(0));
    expect(map('a', { window: { start: 5000n } }).stdout).toBe(entry(5000));
    expect(map('a', { window: { start: 7n, length: 0n } }).stdout).toBe(entry(7));
  });
});

describe('human output', () => {
  test('has rows for data, and fails at a compressed cluster', () => {
    expect(map('a', { output: 'human' })).toEqual({
      status: 1,
      stdout: `${header}0               0x200           0x1000          a\n`,
      stderr: 'qemu-img: File contains external, encrypted or compressed clusters.\n',
    });
  });

  test('has only the header for an empty range', () => {
    expect(map('empty', { output: 'human' })).toEqual({ status: 0, stdout: header, stderr: '' });
  });

  test('has no space between a wide offset and the name', () => {
    folder.put('wide', tinyQcow2({ clusterBits: 21, size: 2n ** 21n, l2: [[0xff_ffff_ffe0_0000n]] }));
    expect(map('wide', { output: 'human' }).stdout).toBe(
      `${header}0               0x200000        0xffffffffe00000wide\n`,
    );
  });

  test('has the name that the layer was opened by, byte for byte', () => {
    folder.put('b\u00e9 "x"\n', tinyQcow2({ size: 512n, l2: [[0x1000n]] }));
    folder.put('over', tinyQcow2({ size: 512n, l2: [[]], backing: './b\xc3\xa9 "x"\n' }));
    expect(map('file:./over', { output: 'human' }).stdout).toBe(
      `${header}0               0x200           0x1000          ././b\xc3\xa9 "x"\n\n`,
    );
  });
});

test('long output is complete and in order', () => {
  const words = Array.from({ length: 64 }, (_, index) => (index % 2 === 0 ? zero : 0n));
  folder.put('many', tinyQcow2({ l2: Array.from({ length: 40 }, () => words) }));
  const { stdout } = map('many');
  const entries: { start: number; length: number }[] = JSON.parse(stdout);
  expect(entries).toHaveLength(2560);
  expect(entries.every((entry, index) => entry.start === index * 512 && entry.length === 512)).toBe(true);
});

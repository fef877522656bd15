import { describe, expect, test } from 'vitest';
import type { RecordedName } from '../../../src/map/profile/profile.ts';
import { type MapRequest, mapText } from '../../support/map-text.ts';
import { testFolder } from '../../support/test-folder.ts';

const folder = testFolder();
folder.put('a', Buffer.alloc(512));

const stderr = (version: RecordedName, name: string, rest: Partial<MapRequest> = {}): string =>
  mapText({ name, directory: folder.path, version, ...rest }).stderr;

const unable = (module: string): string =>
  `qemu-img: Unable to load module ${module}. Perhaps you want to install qemu-block-extra or ` +
  'qemu-block-supplemental package?\n';

describe('a file name whose module is missing', () => {
  test('is an unknown protocol, with a line about the module in 7.2', () => {
    const unknown = "qemu-img: Could not open 'http://h/x': Unknown protocol 'http'\n";
    expect(stderr('5.2', 'http://h/x')).toBe(unknown);
    expect(stderr('7.2', 'http://h/x')).toBe(
      `qemu: module block-block-curl not found, do you want to install qemu-block-extra package?\n${unknown}`,
    );
  });

  test.each<[string, Partial<MapRequest>, string]>([
    ['ssh://h/x', {}, 'Must specify either driver or file'],
    ['ssh://h/x', { format: 'raw' }, 'A block device must be specified for "file"'],
    ['blkdebug::ssh://h/x', {}, 'Could not open image: Invalid argument'],
  ])('since 10.0 nobody has named the file %s, with %o', (name, rest, text) => {
    expect(stderr('10.0', name, rest)).toBe(`${unable('ssh')}qemu-img: Could not open '${name}': ${text}\n`);
  });
});

test.each<[RecordedName, string, string]>([
  ['5.2', 'nfs', ''],
  ['11.1', 'nfs', unable('nfs')],
  ['7.2', 'io_uring', ''],
  ['11.1', 'io_uring', unable('blkio')],
  ['10.0', 'gluster', unable('gluster')],
  ['11.1', 'gluster', ''],
  ['10.0', 'gluster+tcp', ''],
])('in %s the driver %s is unknown', (version, format, before) => {
  expect(stderr(version, 'a', { format })).toBe(
    `${before}qemu-img: Could not open 'a': Unknown driver '${format}'\n`,
  );
});

test.each<[RecordedName, string]>([
  ['10.0', 'gluster+rdma://h/v/i'],
  ['11.1', 'gluster://h/v/i'],
])('in %s no module has the protocol of %s', (version, name) => {
  expect(stderr(version, name)).toMatch(
    /^qemu-img: Could not open '.*': Unknown protocol 'gluster(?:\+rdma)?'\n$/,
  );
});

import { expect, test } from 'vitest';
import type { NamedObjects } from '../../../../src/map/node/named-objects.ts';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { copied, tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('base', Buffer.alloc(1024, 'x'));
folder.put('top', tinyQcow2({ size: 2048n, l2: [[0n, copied | 0x1000n]], backing: 'base' }));
const { map, refused } = mapOptionsIn(folder.path);
const objects: NamedObjects = new Map([
  ['g', { kind: 'throttle-group' }],
  ['s', { kind: 'secret', data: Buffer.alloc(0) }],
]);

test.each([
  'driver=compress,file.driver=qcow2,file.file.filename=top',
  'driver=preallocate,file.driver=qcow2,file.file.filename=top',
  'driver=blkdebug,image.driver=qcow2,image.file.filename=top',
  'driver=copy-on-read,read-only=off,file.driver=qcow2,file.file.filename=top',
  'driver=qcow2,file.driver=raw,file.file.driver=preallocate,file.file.file.filename=top',
  'driver=throttle,throttle-group=g,file.driver=qcow2,file.file.filename=top',
  'driver=compress,file.driver=throttle,file.throttle-group=g,file.file.driver=qcow2,file.file.file.filename=top',
])('%s maps like the image below', options => {
  expect(map(options, { objects })).toEqual(map('driver=qcow2,file.filename=top'));
});

test.each([
  ['driver=compress,file.filename=base', 'Compression is not supported for underlying format: file\n'],
  ['driver=copy-on-read,file.filename=base', 'Block node is read-only\n'],
  ['driver=throttle,file.filename=base', 'Please specify a throttle group\n'],
  ['driver=throttle,throttle-group=h,file.filename=base', "Throttle group 'h' does not exist\n"],
  ['driver=throttle,throttle-group=s,file.filename=base', "Throttle group 's' does not exist\n"],
  ['driver=blkdebug,file.filename=base', 'A block device must be specified for "image"\n'],
  ['driver=compress', 'A block device must be specified for "file"\n'],
])('%s is refused', (options, text) => {
  expect(refused(options, { objects })).toBe(text);
});

test('5.2 has no preallocate', () => {
  expect(refused('driver=preallocate,file.filename=base', { version: '5.2' })).toBe(
    "Unknown driver 'preallocate'\n",
  );
});

test.each([
  ['driver=raw,file.filename=top', 'top'],
  ['driver=blkdebug,image.filename=top', 'blkdebug::top'],
  [
    'driver=preallocate,file.driver=file,file.filename=top',
    'json:{"driver": "preallocate", "file": {"driver": "file", "filename": "top"}}',
  ],
  [
    'driver=raw,size=2560,file.filename=top',
    'json:{"driver": "raw", "size": "2560", "file": {"driver": "file", "filename": "top"}}',
  ],
  [
    'driver=throttle,throttle-group=g,file.driver=file,file.filename=top',
    'json:{"throttle-group": "g", "driver": "throttle", "file": {"driver": "file", "filename": "top"}}',
  ],
])('a qcow2 file in the node %s is named %s', (below, name) => {
  const options = below
    .split(',')
    .map(option => `file.${option}`)
    .join(',');
  const { stdout } = map(`driver=qcow2,backing=,${options}`, { output: 'human', objects });
  expect(stdout.endsWith(` 0x1000          ${name}\n`)).toBe(true);
});

// Compared with qemu-img 5.2, 7.2, 10.0 and 11.1.
test.each(['blkdebug::PATH', 'blkverify:PATH:top'])(
  'the name %s is one of JSON where it is too long',
  name => {
    const named = (length: number): string => {
      const path = `${'/'.repeat(length - name.length)}${folder.path}/top`.slice(-(length - name.length + 4));
      const options = name.startsWith('blkdebug')
        ? `file.driver=blkdebug,file.image.filename=${path}`
        : `file.driver=blkverify,file.raw.driver=file,file.raw.filename=${path},file.test.driver=file,file.test.filename=top`;
      return map(`driver=qcow2,backing=,${options}`, { output: 'human' }).stdout.slice(-20);
    };
    expect(named(4095)).toMatch(/top\n$/);
    expect(named(4096)).toMatch(/(\.\.\.|})\n$/);
  },
);

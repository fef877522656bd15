import { expect, test } from 'vitest';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { copied, tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('x', Buffer.alloc(1024, 'x'));
folder.put('a', tinyQcow2({ size: 512n, l2: [[copied | 0x1000n]] }));
folder.put('log', log());
folder.put('later', log({ version: 2 }));
const { map, refused } = mapOptionsIn(folder.path);

function log({ version = 1, sectorSize = 512 } = {}): Buffer {
  const bytes = Buffer.alloc(1024);
  bytes.writeBigUInt64LE(0x6a736677736872n, 0);
  bytes.writeBigUInt64LE(BigInt(version), 8);
  bytes.writeUInt32LE(sectorSize, 24);
  return bytes;
}

const over = (rest: string): string => `driver=blklogwrites,file.filename=x,${rest}`;

test.each([
  'log.driver=null-co',
  'log.filename=x,log-sector-size=32',
  'log.filename=x,log-sector-size=8M',
  'log.filename=x,log-sector-size=4294967808',
  'log.filename=log,log-append=on',
])('with %s the map is that of the file', rest => {
  expect(map(over(rest))).toEqual(map('driver=raw,file.filename=x'));
});

test.each([
  ['log-append=x', "Parameter 'log-append' expects 'on' or 'off'"],
  ['log-append=off', 'A block device must be specified for "log"'],
  [
    'log.filename=x,log-append=on,log-sector-size=512',
    'log-append and log-sector-size are mutually exclusive',
  ],
  ['log.filename=x,log-sector-size=16', 'Invalid log sector size 16'],
  ['log.filename=x,log-sector-size=1000', 'Invalid log sector size 1000'],
  ['log.filename=x,log-sector-size=16M', 'Invalid log sector size 16777216'],
  ['log.filename=x,log-super-update-interval=0', 'Invalid log superblock update interval 0'],
  ['log.filename=x,log-append=on', 'Invalid log superblock magic'],
  ['log.filename=later,log-append=on', 'Unsupported log version 2'],
  ['log.filename=x,foo=1', "Block format 'blklogwrites' does not support the option 'foo'"],
])('%s is refused', (rest, text) => {
  expect(refused(over(rest))).toBe(`${text}\n`);
});

test('its name has what decides how it logs', () => {
  const below = [
    'driver=blklogwrites',
    'filename=a',
    'log.driver=null-co',
    'log-append=off',
    'log-super-update-interval=5',
  ];
  const options = below.map(option =>
    option.startsWith('filename') ? `file.file.${option}` : `file.${option}`,
  );
  const { stdout } = map(`driver=qcow2,${options.join(',')}`, { output: 'human' });
  expect(stdout).toContain(
    'json:{"log": {"driver": "null-co"}, "driver": "blklogwrites", "log-append": "off", "file": {"driver": "file", "filename": "a"}}',
  );
});

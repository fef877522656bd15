import { describe, expect, test } from 'vitest';
import { explain, openImage } from '../../../../src/map/index.ts';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { type MapText, mapText, shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { copied, tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('top', tinyQcow2({ size: 2048n, l2: [[0n, copied | 0x1000n]], backing: 'null-co://' }));

const map = (name: string): MapText => mapText({ name, directory: folder.path });
const { map: mapOptions, refused } = mapOptionsIn(folder.path);

test.each(['null-co', 'null-aio'])('%s:// is 1 GiB of neither zeros nor data', driver => {
  expect(shortExtents(map(`${driver}://`).stdout)).toBe('0+1073741824 d0 pzd');
});

test.each([
  ['null-co:x', "The only allowed filename for this driver is 'null-co://'\n"],
  ['null-aio:null-aio://', "The only allowed filename for this driver is 'null-aio://'\n"],
])('the name %s is refused', (name, text) => {
  expect(map(name).stderr).toBe(`qemu-img: Could not open '${name}': ${text}`);
});

test.each([
  ['size=1000', '0+1024 d0 pzd'],
  ['size=1000,read-zeroes=on', '0+1024 d0 PZd@0'],
  ['size=4k,latency-ns=9223372036854775807', '0+4096 d0 pzd'],
  ['size=0', '0+0 d0 pzd'],
  ['size=8E', '0+0 d0 pzd'],
])('the option %s', (options, extents) => {
  expect(shortExtents(mapOptions(`driver=null-co,${options}`).stdout)).toBe(extents);
});

test('the longest size is exact', () => {
  const { stdout } = mapOptions('driver=null-co,size=0x7fffffffc0000000');
  expect(stdout).toContain('"length": 9223372035781033984,');
});

test.each([
  ['latency-ns=-1', 'latency-ns is invalid\n'],
  ['foo=1', "Block protocol 'null-co' doesn't support the option 'foo'\n"],
  ['filename=null-co://', "Block protocol 'null-co' doesn't support the option 'filename'\n"],
  ['size=0x7fffffffc0000001', 'Could not refresh total sector count: File too large\n'],
  ['size=18446744073709551615', 'Could not refresh total sector count: Operation not permitted\n'],
  ['size=0xfffffffffffffe00', 'Could not refresh total sector count: Unknown error 512\n'],
])('the option %s is refused', (options, text) => {
  expect(refused(`driver=null-co,${options}`)).toBe(text);
});

test.each([
  ['size=9007199254740993', 9007199254741504n],
  ['size=4611686018427387393', 4611686018427387904n],
])('the option %s is rounded up to whole sectors', (options, length) => {
  expect(mapOptions(`driver=null-co,${options}`).stdout).toContain(`"length": ${length},`);
});

test('5.2 opens a node of more than whole GiB below 2^63', () => {
  const { stdout } = mapOptions('driver=null-co,size=0x7ffffffffffffc00', { version: '5.2' });
  expect(stdout).toContain('"length": 9223372036854774784,');
});

test.each([
  'driver=null-co,size=4611686018427388416',
  'driver=raw,size=4611686018427388416,file.driver=null-co,file.size=0x7fffffffc0000000',
  'driver=raw,offset=512,file.driver=null-co,file.size=0x7fffffffc0000000',
  'driver=raw,offset=1,file.driver=null-co,file.size=0x20000000000200',
])('%s is not supported: a number could round it', options => {
  expect(() => mapOptions(options)).toThrow(expect.objectContaining({ code: 'unsupported' }));
});

test.each(['size=x', 'latency-ns=x', 'read-zeroes=maybe'])('the option %s makes qemu-img abort', options => {
  expect(() => mapOptions(`driver=null-co,${options}`)).toThrow(
    expect.objectContaining({ code: 'qemu-aborts' }),
  );
});

describe('below other nodes', () => {
  test.each([
    ['driver=raw,offset=512,file.driver=null-co,file.size=4k', '0+3584 d0 pzd'],
    ['driver=raw,offset=512,file.driver=null-co,file.size=4k,file.read-zeroes=on', '0+3584 d0 PZd@512'],
    ['driver=blkdebug,image.driver=null-aio,image.size=4k,image.read-zeroes=on', '0+4096 d0 PZd@0'],
    ['driver=qcow2,file.filename=top', '0+512 d1 pzd; 512+512 d0 PzD@4096; 1024+1024 d1 pzd'],
    [
      'driver=qcow2,file.filename=top,backing.driver=null-co,backing.size=1k,backing.read-zeroes=on',
      '0+512 d1 PZd@0; 512+512 d0 PzD@4096; 1024+1024 d0 pZd',
    ],
  ])('%s', (options, extents) => {
    expect(shortExtents(mapOptions(options).stdout)).toBe(extents);
  });

  test('qcow2 finds no image in its zeros', () => {
    expect(refused('driver=qcow2,file.driver=null-co,file.read-zeroes=on')).toBe(
      'Image is not in qcow2 format\n',
    );
  });

  test.each([
    ['file.latency-ns=5', 'null-co://'],
    ['file.size=4k', 'json:{"driver": "null-co", "size": "4k"}'],
    ['file.read-zeroes=on', 'json:{"read-zeroes": "on", "driver": "null-co"}'],
  ])('raw over %s has a file named %s', (options, name) => {
    const { stderr } = mapOptions(`file.driver=null-co,${options},read-only=off`);
    expect(stderr).toContain(`format was not specified for '${name}' and`);
  });
});

test('explain says what is reported', () => {
  const at = (options: string): string => {
    using image = openImage(options, { directory: folder.path, imageOptions: true });
    return explain(image, 0n)
      .map(({ format, answer }) => `${format}: ${answer}`)
      .join(', ');
  };
  expect(at('driver=qcow2,file.filename=top,backing.driver=null-co')).toBe(
    'qcow2: below, null-co: unallocated',
  );
  expect(at('driver=null-aio,read-zeroes=on')).toBe('null-aio: zeros');
});

import { describe, expect, test } from 'vitest';
import { type MapRequest, type MapText, mapText, shortExtents } from '../../support/map-text.ts';
import { testFolder } from '../../support/test-folder.ts';
import { copied, tinyQcow2 } from '../../support/tiny-qcow2.ts';

const folder = testFolder();
const map = (options: string, rest: Partial<MapRequest> = {}): MapText =>
  mapText({ name: options, directory: folder.path, imageOptions: true, ...rest });
const refused = (options: string, rest: Partial<MapRequest> = {}): string =>
  map(options, rest).stderr.replace(`qemu-img: Could not open '${options}': `, '');

folder.put('thousand', Buffer.alloc(1000, 'x'));
folder.put('base', Buffer.alloc(1024, 'x'));
folder.put('top', tinyQcow2({ size: 2048n, l2: [[0n, copied | 0x1000n]], backing: 'base' }));

describe('raw shows a stretch', () => {
  test.each([
    ['offset=512', '0+488 d0 PzD@512; 488+24 d0 PZd@1000'],
    ['size=512', '0+512 d0 PzD@0'],
    ['offset=100,size=512', '0+512 d0 PzD@100'],
    ['offset=1024', '0+0 d0 pzd'],
    ['size=1024', '0+1000 d0 PzD@0; 1000+24 d0 PZd@1000'],
    ['cache.direct=on', '0+1024 d0 PzD@0'],
  ])('%s', (options, extents) => {
    expect(shortExtents(map(`driver=raw,${options},file.filename=thousand`).stdout)).toBe(extents);
  });

  const hints =
    'Optional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-\nand exabytes, respectively.\n';
  test.each([
    ['offset=2048', 'Offset (2048) cannot be greater than size of the containing file (1024)\n'],
    [
      'offset=512,size=1024',
      'The sum of offset (512) and size (1024) has to be smaller or equal to the  actual size of the containing file (1024)\n',
    ],
    ['size=1000', 'Specified size is not multiple of 512\n'],
    ['offset=x', `Parameter 'offset' expects a non-negative number below 2^64\n${hints}`],
  ])('%s is refused', (options, text) => {
    expect(refused(`driver=raw,${options},file.filename=thousand`)).toBe(text);
  });

  test('5.2 shows zeros for the numbers', () => {
    const text = 'Offset (0) cannot be greater than size of the containing file (1024)\n';
    expect(refused('driver=raw,offset=2048,file.filename=thousand', { version: '5.2' })).toBe(text);
  });

  test('where the last sector ends past the file qemu-img aborts', () => {
    expect(() => map('driver=raw,offset=100,file.filename=thousand')).toThrow(
      expect.objectContaining({ code: 'qemu-aborts' }),
    );
  });
});

test('raw over a qcow2 image: nothing is said where that leaves it to its backing file', () => {
  const over = 'driver=raw,file.driver=qcow2,file.file.filename=top';
  expect(shortExtents(map(over).stdout)).toBe('0+512 d0 pzd; 512+512 d0 PzD@4096; 1024+1024 d0 pZd');
  expect(shortExtents(map(`${over},offset=512,size=512`).stdout)).toBe('0+512 d0 PzD@4096');
});

describe('filters', () => {
  test.each([
    'driver=compress,file.driver=qcow2,file.file.filename=top',
    'driver=preallocate,file.driver=qcow2,file.file.filename=top',
    'driver=blkdebug,image.driver=qcow2,image.file.filename=top',
    'driver=copy-on-read,read-only=off,file.driver=qcow2,file.file.filename=top',
    'driver=qcow2,file.driver=raw,file.file.driver=preallocate,file.file.file.filename=top',
  ])('%s changes nothing', options => {
    expect(map(options)).toEqual(map('driver=qcow2,file.filename=top'));
  });

  test.each([
    ['driver=compress,file.filename=base', 'Compression is not supported for underlying format: file\n'],
    ['driver=copy-on-read,file.filename=base', 'Block node is read-only\n'],
    ['driver=throttle,file.filename=base', 'Please specify a throttle group\n'],
    ['driver=throttle,throttle-group=g,file.filename=base', "Throttle group 'g' does not exist\n"],
    ['driver=blkdebug,file.filename=base', 'A block device must be specified for "image"\n'],
    ['driver=compress', 'A block device must be specified for "file"\n'],
  ])('%s is refused', (options, text) => {
    expect(refused(options)).toBe(text);
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
  ])('the file that a format has on %s is named %s', (below, name) => {
    const options = below
      .split(',')
      .map(option => `file.${option}`)
      .join(',');
    const { stdout } = map(`driver=qcow2,backing=,${options}`, { output: 'human' });
    expect(
      stdout.endsWith(` 0x1000          ${name}
`),
    ).toBe(true);
  });

  test('what needs the guest bytes of an image is not supported', () => {
    expect(() => map('file.driver=qcow2,file.file.filename=top')).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  });
});

describe('nodes by name', () => {
  test('a child may be one that is open', () => {
    const text = 'driver=qcow2,file.driver=file,file.node-name=n,file.filename=top,backing=n';
    expect(shortExtents(map(text).stdout)).toMatch(/^0\+512 d1 P.*; 512\+512 d0 PzD@4096; 1024\+/);
  });

  test.each<[string, string]>([
    ['node-name=n,file.node-name=n', "Duplicate nodes with node-name='n'\n"],
    [`node-name=${'n'.repeat(32)}`, 'Node name too long\n'],
    ['backing=gone', "Could not open backing file: Cannot find device='gone' nor node-name='gone'\n"],
  ])('%s', (options, text) => {
    expect(refused(`driver=qcow2,file.driver=file,file.filename=top,${options}`)).toBe(text);
  });

  test('a node that is its own child is not supported', () => {
    expect(() => map('driver=qcow2,node-name=n,file.filename=top,backing=n')).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  });
});

describe('common options', () => {
  test('a raw image that was only guessed earns a warning where it could be written to', () => {
    expect(map('read-only=off,file.filename=base').stderr).toBe(`\
WARNING: Image format was not specified for 'base' and probing guessed raw.
         Automatically detecting the format is dangerous for raw images, write operations on block 0 will be restricted.
         Specify the 'raw' format explicitly to remove the restrictions.
`);
    expect(map('driver=raw,read-only=off,file.filename=base').stderr).toBe('');
  });

  test.each([
    ['discard=some', 'Invalid discard option\n'],
    ['detect-zeroes=some', 'invalid parameter value: some\n'],
    [
      'detect-zeroes=unmap',
      'setting detect-zeroes to unmap is not allowed without setting discard operation to unmap\n',
    ],
    ['read-only=off,force-share=on', 'force-share=on can only be used with read-only images\n'],
    ['file.aio=some', 'invalid parameter value: some\n'],
    [
      'file.aio=native',
      'aio=native was specified, but it requires cache.direct=on, which was not specified.\n',
    ],
    ['file.locking=some', 'invalid parameter value: some\n'],
    ['file.pr-manager=some', "No persistent reservation manager with id 'some'\n"],
    ['zzz=1,bar=2,baz=3', "Block format 'raw' does not support the option 'bar'\n"],
  ])('%s', (options, text) => {
    expect(refused(`driver=raw,file.filename=base,${options}`)).toBe(text);
  });

  test('below the top all discard', () => {
    expect(map('driver=raw,file.filename=base,file.detect-zeroes=unmap').status).toBe(0);
  });
});

describe('options of qcow2', () => {
  test.each([
    ['cache-size=1,l2-cache-size=2', 'l2-cache-size may not exceed cache-size\n'],
    ['cache-clean-interval=99999999999', 'Cache clean interval too big\n'],
    [
      'overlap-check=some',
      "Unsupported value 'some' for qcow2 option 'overlap-check'. Allowed are any of the following: none, constant, cached, all\n",
    ],
    [
      'overlap-check=all,overlap-check.template=none',
      "Conflicting values for qcow2 options 'overlap-check' ('all') and 'overlap-check.template' ('none')\n",
    ],
    ['overlap-check.active-l2=maybe', "Parameter 'overlap-check.active-l2' expects 'on' or 'off'\n"],
  ])('%s', (options, text) => {
    expect(refused(`driver=qcow2,file.filename=top,${options}`)).toBe(text);
  });

  test('discard-no-unref came after 7.2', () => {
    const text = 'driver=qcow2,file.filename=top,discard-no-unref=on';
    expect(map(text, { version: '10.0' }).status).toBe(0);
    expect(refused(text, { version: '7.2' })).toBe(
      "Block format 'qcow2' does not support the option 'discard-no-unref'\n",
    );
  });
});

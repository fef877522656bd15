import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openImage } from '../../../../../src/map/index.ts';
import { hasNamespaces, runInNamespace } from '../../../../support/namespace.ts';
import { testFolder } from '../../../../support/test-folder.ts';
import { tinyQcow2 } from '../../../../support/tiny-qcow2.ts';

const folder = testFolder();
const inside = join(folder.path, 'in');
const outside = join(folder.path, 'out');
for (const name of ['in', 'in/sub', 'out']) mkdirSync(join(folder.path, name));
folder.put('out/secret', Buffer.alloc(1024, 'x'));
folder.put('in/base', Buffer.alloc(1024, 'x'));
symlinkSync('../out/secret', join(inside, 'link'));
symlinkSync(outside, join(inside, 'folder-link'));
symlinkSync('base', join(inside, 'link-inside'));

const open = (name: string, confine: readonly string[] = [inside], imageOptions = false): void =>
  openImage(name, { directory: inside, confine, imageOptions }).close();

describe('the name in a header', () => {
  const json = JSON.stringify({ driver: 'raw', file: { driver: 'file', filename: `${outside}/secret` } });
  test.each([
    ['../out/secret', '../out/secret'],
    [`${outside}/secret`, `${outside}/secret`],
    ['link', 'link'],
    ['folder-link/secret', 'folder-link/secret'],
    ['sub/../link', 'sub/../link'],
    [`json:${json}`, `${outside}/secret`],
    ['../out/nothing', '../out/nothing'],
    ['link/below', 'link/below'],
  ])('%s is outside', (backing, reference) => {
    folder.put('in/top', tinyQcow2({ clusterBits: 10, size: 1024n, l2: [[]], backing }));
    expect(() => open('top')).toThrow(
      expect.objectContaining({ code: 'confined', reference, referrer: 'the backing file of top' }),
    );
  });

  test.each(['base', 'link-inside', 'sub/../base', `${inside}/base`, '../in/base'])(
    '%s is inside',
    backing => {
      folder.put('in/top', tinyQcow2({ clusterBits: 10, size: 1024n, l2: [[]], backing }));
      open('top');
    },
  );

  test('sub/gone is inside, and missing as without confinement', () => {
    folder.put('in/top', tinyQcow2({ size: 1024n, l2: [[]], backing: 'sub/gone' }));
    expect(() => open('top')).toThrow("Could not open 'sub/gone': No such file or directory");
  });

  test('of a data file is checked too', () => {
    const name = Buffer.from('../../out/secret');
    const bytes = tinyQcow2({ size: 1024n, l2: [[]], extensions: [[0x44415441, name]] });
    bytes.writeBigUInt64BE(4n, 72);
    folder.put('in/top', bytes);
    expect(() => open('top')).toThrow(
      expect.objectContaining({ code: 'confined', referrer: 'the data file of top' }),
    );
  });
});

test('the image itself is checked, by its name and by options', () => {
  expect(() => open('link')).toThrow(expect.objectContaining({ code: 'confined', referrer: 'the image' }));
  const options = `driver=raw,file.driver=preallocate,file.file.filename=${outside}/secret`;
  expect(() => open(options, [inside], true)).toThrow(expect.objectContaining({ code: 'confined' }));
});

test('several folders may be allowed; a folder does not allow others that begin with its name', () => {
  open('link', [inside, outside]);
  mkdirSync(join(folder.path, 'inn'));
  folder.put('inn/file', '');
  expect(() => open('../inn/file')).toThrow(expect.objectContaining({ code: 'confined' }));
});

test.skipIf(!hasNamespaces)('without /proc no folder can be allowed', () => {
  const words = [process.execPath, 'src/cli/qemu-img-map.ts', '--confine', inside, join(inside, 'base')];
  expect(runInNamespace(`mount -t tmpfs none /proc; ${words.join(' ')} 2>&1`)).toEqual({
    status: 2,
    stdout:
      'qemu-img-map: allowed folders need /proc/thread-self/fd of Linux, which is not here. Map the image where /proc is mounted.\n',
  });
});

test('an allowed folder that does not exist is an error', () => {
  expect(() => open('base', [join(folder.path, 'gone')])).toThrow(
    expect.objectContaining({ code: 'bad-folder' }),
  );
});

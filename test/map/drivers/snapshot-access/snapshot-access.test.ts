import { expect, test } from 'vitest';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
folder.put('x', Buffer.alloc(512, 'x'));
const { map, refused } = mapOptionsIn(folder.path);

test.each([
  'driver=snapshot-access,file.filename=x',
  'driver=raw,file.driver=snapshot-access,file.file.filename=x',
])('%s has no snapshot to map', options => {
  expect(map(options)).toEqual({
    status: 1,
    stdout: '[',
    stderr: 'qemu-img: Could not read file metadata: Operation not supported\n',
  });
});

test('nothing can be read from it', () => {
  expect(refused('file.driver=snapshot-access,file.file.filename=x')).toBe(
    'Could not read image for determining its format: Operation not supported\n',
  );
});

const toNothing = 'file.target.driver=null-co,file.target.read-only=off,file.file.driver=file';

test('over copy-before-write it is what the image below holds', () => {
  const options = `driver=snapshot-access,file.driver=copy-before-write,${toNothing},file.file.filename=x`;
  const { stdout } = map(options);
  expect(shortExtents(stdout)).toBe('0+512 d0 PzD@0');
});

test('over another node on copy-before-write there is none', () => {
  const options =
    'driver=snapshot-access,file.driver=raw,file.file.driver=copy-before-write,file.file.file.driver=file,' +
    'file.file.file.filename=x,file.file.target.driver=null-co,file.file.target.read-only=off';
  expect(map(options)).toMatchObject({ status: 1, stdout: '[' });
});

test('5.2 lacks it', () => {
  expect(refused('driver=snapshot-access,file.filename=x', { version: '5.2' })).toBe(
    "Unknown driver 'snapshot-access'\n",
  );
});

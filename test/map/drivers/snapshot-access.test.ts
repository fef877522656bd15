import { expect, test } from 'vitest';
import { mapOptionsIn } from '../../support/map-options.ts';
import { testFolder } from '../../support/test-folder.ts';

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

test('5.2 lacks it', () => {
  expect(refused('driver=snapshot-access,file.filename=x', { version: '5.2' })).toBe(
    "Unknown driver 'snapshot-access'\n",
  );
});

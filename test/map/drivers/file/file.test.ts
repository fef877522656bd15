import { expect, test } from 'vitest';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
folder.put('base', Buffer.alloc(1024, 'x'));
const { refused } = mapOptionsIn(folder.path);

test.each([
  ['aio=some', 'invalid parameter value: some\n'],
  ['aio=native', 'aio=native was specified, but it requires cache.direct=on, which was not specified.\n'],
  ['locking=some', 'invalid parameter value: some\n'],
  ['pr-manager=some', "No persistent reservation manager with id 'some'\n"],
])('the option %s is refused', (option, text) => {
  expect(refused(`driver=raw,file.filename=base,file.${option}`)).toBe(text);
});

test('host_device refuses a regular file', () => {
  expect(refused('driver=host_device,filename=base')).toBe(
    "'host_device' driver requires 'base' to be either a character or block device\n",
  );
});

import { expect, test } from 'vitest';
import { mapOptionsIn } from '../../support/map-options.ts';
import { testFolder } from '../../support/test-folder.ts';

const folder = testFolder();
folder.put('base', Buffer.alloc(1024, 'x'));
const { map, refused } = mapOptionsIn(folder.path);

test.each([
  ['discard=some', 'Invalid discard option\n'],
  ['detect-zeroes=some', 'invalid parameter value: some\n'],
  [
    'detect-zeroes=unmap',
    'setting detect-zeroes to unmap is not allowed without setting discard operation to unmap\n',
  ],
  ['read-only=off,force-share=on', 'force-share=on can only be used with read-only images\n'],
  ['zzz=1,bar=2,baz=3', "Block format 'raw' does not support the option 'bar'\n"],
])('%s is refused', (options, text) => {
  expect(refused(`driver=raw,file.filename=base,${options}`)).toBe(text);
});

test('nodes below the top have discard=unmap', () => {
  expect(map('driver=raw,file.filename=base,file.detect-zeroes=unmap').status).toBe(0);
});

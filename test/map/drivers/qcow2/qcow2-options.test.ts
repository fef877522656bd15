import { expect, test } from 'vitest';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('top', tinyQcow2({ size: 2048n, l2: [[]] }));
const { map, refused } = mapOptionsIn(folder.path);

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
])('%s is refused', (options, text) => {
  expect(refused(`driver=qcow2,file.filename=top,${options}`)).toBe(text);
});

test('7.2 has no discard-no-unref, 10.0 has it', () => {
  const text = 'driver=qcow2,file.filename=top,discard-no-unref=on';
  expect(map(text, { version: '10.0' }).status).toBe(0);
  expect(refused(text, { version: '7.2' })).toBe(
    "Block format 'qcow2' does not support the option 'discard-no-unref'\n",
  );
});

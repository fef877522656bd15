import { expect, test } from 'vitest';
import { mapOptionsIn } from '../../support/map-options.ts';
import { testFolder } from '../../support/test-folder.ts';
import { tinyQcow2 } from '../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('a', tinyQcow2({ size: 512n, l2: [[]] }));
const { map, refused } = mapOptionsIn(folder.path);
const over = (rest: string): string => `driver=replication,file.driver=qcow2,file.file.filename=a${rest}`;

test.each([',mode=primary', ',mode=secondary,top-id=x'])('map passes over it, with %s', rest => {
  expect(map(over(rest))).toEqual(map('driver=qcow2,file.filename=a'));
});

test.each([
  ['', 'Missing the option mode'],
  [',mode=x', "The option mode's value should be primary or secondary"],
  [',mode=primary,top-id=x', 'The primary side does not support option top-id'],
  [',mode=secondary', 'Missing the option top-id'],
])('the options %j are refused', (rest, text) => {
  expect(refused(over(rest))).toBe(`${text}\n`);
});

test('nothing can be read through it', () => {
  expect(refused('driver=qcow2,file.driver=replication,file.mode=primary,file.file.filename=a')).toBe(
    'Could not read qcow2 header: Input/output error\n',
  );
});

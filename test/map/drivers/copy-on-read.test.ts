import { describe, expect, test } from 'vitest';
import { mapOptionsIn } from '../../support/map-options.ts';
import { testFolder } from '../../support/test-folder.ts';
import { tinyQcow2 } from '../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('base', Buffer.alloc(512, 'x'));
folder.put('top', tinyQcow2({ size: 512n, l2: [[]], backing: 'base' }));
const { map, refused } = mapOptionsIn(folder.path);
const over = (rest: string): string => `driver=copy-on-read,file.driver=qcow2,file.file.filename=top${rest}`;
const same = map('driver=qcow2,file.filename=top');

describe('the node below has to be writable down to its file', () => {
  test.each([',read-only=off', ',file.read-only=off'])('%s', rest => {
    expect(map(over(rest))).toEqual(same);
  });

  test.each(['', ',file.file.read-only=off', ',read-only=off,file.read-only=on', ',auto-read-only=on'])(
    'not with %j',
    rest => {
      expect(refused(over(rest))).toBe('Block node is read-only\n');
    },
  );

  test.each([
    'driver=qcow2,file.filename=top,read-only=off,file.read-only=on',
    'driver=qcow2,read-only=off,file.driver=raw,file.file.filename=top,file.file.read-only=on',
    'driver=copy-on-read,read-only=off,file.driver=raw,file.file.filename=base,file.file.read-only=on',
  ])('for other nodes too: %s', options => {
    expect(refused(options)).toBe('Block node is read-only\n');
  });
});

describe('the option bottom', () => {
  test('names a node of the chain', () => {
    expect(map(over(',read-only=off,bottom=b,file.backing.node-name=b'))).toEqual(same);
  });

  test.each([
    [',bottom=b', "Bottom node 'b' not found"],
    [',bottom=b,node-name=b', "Bottom node 'b' is a filter"],
  ])('%s is refused', (rest, text) => {
    expect(refused(over(`,read-only=off${rest}`))).toBe(`${text}\n`);
  });

  test('is unknown to 5.2', () => {
    expect(refused(over(',read-only=off,bottom=b'), { version: '5.2' })).toBe(
      "Block format 'copy-on-read' does not support the option 'bottom'\n",
    );
  });

  test('that names another node keeps qemu-img busy for ever', () => {
    expect(() => map(over(',read-only=off,bottom=b,file.file.node-name=b'))).toThrow(
      expect.objectContaining({ code: 'qemu-aborts' }),
    );
  });
});

import { expect, test } from 'vitest';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { copied, tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('base', Buffer.alloc(1024, 'x'));
folder.put('top', tinyQcow2({ size: 2048n, l2: [[0n, copied | 0x1000n]], backing: 'base' }));
folder.put('single', tinyQcow2({ size: 2048n, l2: [[0n, copied | 0x1000n]] }));
const { map, refused } = mapOptionsIn(folder.path);

test('a child may be a node that is open, by its name', () => {
  const text = 'driver=qcow2,file.driver=file,file.node-name=n,file.filename=top,backing=n';
  expect(shortExtents(map(text).stdout)).toMatch(/^0\+512 d1 P.*; 512\+512 d0 PzD@4096; 1024\+/);
});

test.each<[string, string]>([
  ['node-name=n,file.node-name=n', "Duplicate nodes with node-name='n'\n"],
  [`node-name=${'n'.repeat(32)}`, 'Node name too long\n'],
  ['backing=gone', "Could not open backing file: Cannot find device='gone' nor node-name='gone'\n"],
])('%s is refused', (options, text) => {
  expect(refused(`driver=qcow2,file.driver=file,file.filename=top,${options}`)).toBe(text);
});

test('a node that is its own child is refused since 7.2, where it has a name, and crashes 5.2', () => {
  const options = 'driver=qcow2,node-name=n,file.filename=top,backing=n';
  expect(refused(options)).toBe("Making 'n' a backing child of 'n' would create a cycle\n");
  expect(() => map(options, { version: '5.2' })).toThrow(expect.objectContaining({ code: 'qemu-aborts' }));
  const unnamed = 'driver=qcow2,node-name=n,file.filename=top,backing.file.filename=top,backing.backing=n';
  expect(() => map(unnamed)).toThrow(expect.objectContaining({ code: 'unsupported' }));
});

test.each([
  ['driver=blkdebug,node-name=n,image=n', "Making 'n' a image child of 'n' would create a cycle\n"],
  [
    'driver=quorum,node-name=n,vote-threshold=1,children.0=n',
    "Making 'n' a children.0 child of 'n' would create a cycle\n",
  ],
  [
    'driver=qcow2,node-name=n,file.filename=top,backing.driver=qcow2,backing.node-name=m,backing.file.filename=top,backing.backing=n',
    "Making 'm' a backing child of 'n' would create a cycle\n",
  ],
  [
    'driver=qcow2,file.filename=top,backing.driver=qcow2,backing.node-name=m,backing.file.filename=top,backing.backing=m',
    "Could not open backing file: Making 'm' a backing child of 'm' would create a cycle\n",
  ],
])('the cycle of %s is refused', (options, text) => expect(refused(options)).toBe(text));

test('a node that is a child of its child by options is not supported', () => {
  const options =
    'driver=qcow2,node-name=n,file.filename=single,backing.driver=raw,backing.node-name=b,backing.file=n';
  expect(() => map(options)).toThrow(expect.objectContaining({ code: 'unsupported' }));
});

test.each(['file.active=off', 'node-name=n,file.active=off', 'file.active=off,file.node-name=n'])(
  'an inactive node below an active one is not supported where one has no name: %s',
  options => {
    expect(() => map(`driver=qcow2,file.filename=top,${options}`)).toThrow(
      expect.objectContaining({ code: 'unsupported' }),
    );
  },
);

import { describe, expect, test } from 'vitest';
import { profileOf } from '../../../../src/map/profile/profile.ts';
import { commandText } from '../../../support/command-text.ts';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { shortExtents } from '../../../support/map-text.ts';
import { testFolder } from '../../../support/test-folder.ts';
import { copied, tinyQcow2 } from '../../../support/tiny-qcow2.ts';

const folder = testFolder();
folder.put('base', tinyQcow2({ size: 2048n, l2: [[0n, copied | 0x1000n]] }));
folder.put('top', tinyQcow2({ size: 2048n, l2: [[0n, 0n, copied | 0x1000n]], backing: 'base' }));
folder.put('x', Buffer.alloc(2560, 'x'));
folder.put('w', Buffer.alloc(512));
const { map, refused } = mapOptionsIn(folder.path);

const onTop = 'driver=copy-before-write,file.driver=qcow2,file.file.filename=top';
const onX = 'driver=copy-before-write,file.driver=file,file.filename=x';
const toFile = 'target.driver=file,target.filename=w,target.read-only=off';
const toNothing = 'target.driver=null-co,target.read-only=off';

test('map passes over it, and over its target', () => {
  const { stdout, stderr } = map(`${onTop},${toFile}`);
  expect(shortExtents(stdout)).toBe(shortExtents(map('driver=qcow2,file.filename=top').stdout));
  expect(stderr).toBe('');
});

test('the target must be writable, and may not be the image', () => {
  expect(refused(`${onX},target.driver=null-co`)).toBe('Block node is read-only\n');
  expect(refused(`${onX},${toFile.replace('=w', '=x')}`)).toBe(
    'Failed to get shared "write" lock\nIs another process using the image [x]?\n',
  );
  expect(refused(`${onTop},${toFile.replace('=w', '=top')}`)).toBe(
    'Failed to get "write" lock\nIs another process using the image [top]?\n',
  );
});

test('a target that is a node of the image is refused where the names of nodes are known', () => {
  const options = `${onX},file.read-only=off,file.node-name=s,target=s`;
  expect(refused(`${options},node-name=f`)).toBe(
    "Permission conflict on node 's': permissions 'write' are both required by node 'f' (uses node 's' as 'target' " +
      "child) and unshared by node 'f' (uses node 's' as 'file' child).\n",
  );
  expect(commandText(['--image-opts', options], folder.path).status).toContain(
    'a target that writes to the image is not supported yet',
  );
});

describe('a target of unknown block size', () => {
  const warning =
    "qemu-img: warning: The target block device doesn't provide information about the block size";

  test('causes a warning with the size that is taken', () => {
    const { stderr } = map(`${onX},${toNothing},min-cluster-size=128k`);
    expect(stderr).toContain(
      `${warning} and it doesn't have a backing file. The (default) block size of 131072 bytes`,
    );
    expect(map(`${onX},${toNothing}`, { version: '7.2' }).stderr).toContain(
      'The default block size of 65536 bytes',
    );
  });

  test('is one below a filter, too', () => {
    const options = `${onX},target.driver=raw,target.file.driver=null-co,target.read-only=off`;
    expect(map(options).stderr).toContain(warning);
  });
});

test('blocks of 4 GiB make qemu-img abort', () => {
  expect(map(`${onX},${toFile},min-cluster-size=2G`).status).toBe(0);
  expect(() => map(`${onX},${toFile},min-cluster-size=4G`)).toThrow('qemu-img aborts here: ');
});

test('5.2 lacks it, and 6.2 reads its options otherwise', () => {
  expect(refused(onX, { version: '5.2' })).toBe("Unknown driver 'copy-before-write'\n");
  expect(profileOf('6.2').copyBeforeWrite).toBe('without-schema');
});

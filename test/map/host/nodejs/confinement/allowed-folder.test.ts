import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openImage } from '../../../../../src/map/index.ts';
import { hasNamespaces, holdNamespace } from '../../../../support/namespace.ts';
import { testFolder } from '../../../../support/test-folder.ts';

const folder = testFolder();
for (const name of ['in', 'out', 'out/sub']) mkdirSync(join(folder.path, name));
for (const name of ['in/file', 'out/file']) folder.put(name, '');
symlinkSync('../out/sub', join(folder.path, 'in/link'));

const open = (name: string, confine: string): void =>
  openImage(`${folder.path}/${name}`, { confine: [confine] }).close();

test.each([
  ['', 'is not an absolute path'],
  ['.', 'is not an absolute path'],
  ['in', 'is not an absolute path'],
  ['-U', 'is not an absolute path'],
  [join(folder.path, 'gone'), 'cannot be found'],
  [`${folder.path}/in/file/.`, 'cannot be found'],
  [join(folder.path, 'in/file'), 'is not a folder of this file system'],
])("'%s' is refused", (path, reason) => {
  expect(() => open('in/file', path)).toThrow(
    expect.objectContaining({ code: 'bad-folder', message: `the allowed folder '${path}' ${reason}` }),
  );
});

test('no folders allow no files', () => {
  expect(() => openImage(join(folder.path, 'in/file'), { confine: [] })).toThrow(
    expect.objectContaining({ code: 'confined' }),
  );
});

test('`..` after a link is the folder above the target of the link', () => {
  const above = `${folder.path}/in/link/..`;
  open('out/file', above);
  open('in/link/../file', above);
  expect(() => open('in/file', above)).toThrow(expect.objectContaining({ code: 'confined' }));
});

test.skipIf(!hasNamespaces)(
  'a folder of another mount namespace is refused, since its path is that of a folder here',
  async () => {
    const inside = join(folder.path, 'in');
    const pid = await holdNamespace(`mount -t tmpfs none '${inside}'`);
    expect(() => open('in/file', `/proc/${pid}/root${inside}`)).toThrow(
      expect.objectContaining({
        code: 'bad-folder',
        message: expect.stringMatching(/is not a folder of this file system$/),
      }),
    );
  },
);

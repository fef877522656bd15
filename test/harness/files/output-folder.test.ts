import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fillFolder, makeFolder } from '../../../src/harness/files/output-folder.ts';
import { testFolder } from '../../support/test-folder.ts';

const folder = testFolder();

test('makes the missing folders, and returns the topmost', () => {
  const top = join(folder.path, 'a');
  expect(makeFolder(join(top, 'b', 'c'))).toBe(top);
  expect(existsSync(join(top, 'b', 'c'))).toBe(true);
  expect(makeFolder(join(top, 'b'))).toBeUndefined();
});

test('fails at once when no folder can be made', () => {
  expect(() => makeFolder('/proc/no/folder')).toThrow(/ENOENT/);
  folder.put('file', '');
  expect(() => makeFolder(join(folder.path, 'file', 'below'))).toThrow(/ENOTDIR/);
});

test('removes everything that it made when filling fails', async () => {
  const top = join(folder.path, 'filled');
  const fill = (): void => {
    writeFileSync(join(top, 'deep', 'half'), '');
    throw new Error('full');
  };
  await expect(fillFolder(join(top, 'deep'), fill)).rejects.toThrow('full');
  expect(existsSync(top)).toBe(false);
});

test('the error of a full disk names the folder', async () => {
  const top = join(folder.path, 'full');
  const fill = (): void => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  await expect(fillFolder(top, fill)).rejects.toMatchObject({ path: top });
});

test('keeps the files that were there before', async () => {
  const there = join(folder.path, 'there');
  mkdirSync(there);
  writeFileSync(join(there, 'mine'), '');
  const cancel = new AbortController();
  const fill = (): void => {
    writeFileSync(join(there, 'half'), '');
    cancel.abort();
  };
  await fillFolder(there, fill, cancel.signal);
  expect(readdirSync(there)).toEqual(['mine']);
});

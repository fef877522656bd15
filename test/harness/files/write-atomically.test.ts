import { lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeAtomically } from '../../../src/harness/files/write-atomically.ts';
import { testFolder } from '../../support/test-folder.ts';

const folder = testFolder();

test('replaces a file, and leaves nothing beside it', () => {
  const path = join(folder.path, 'a.json');
  writeAtomically(path, 'long before');
  writeAtomically(path, 'after');
  expect(readFileSync(path, 'utf8')).toBe('after');
  expect(readdirSync(folder.path)).toEqual(['a.json']);
});

test('writes through a link, and keeps the link', () => {
  const [path, target] = [join(folder.path, 'link'), join(folder.path, 'target')];
  writeFileSync(target, 'before');
  symlinkSync(target, path);
  writeAtomically(path, 'after');
  expect(lstatSync(path).isSymbolicLink()).toBe(true);
  expect(readFileSync(target, 'utf8')).toBe('after');
});

test('fails when a device takes nothing', () => {
  const path = join(folder.path, 'full');
  symlinkSync('/dev/full', path);
  expect(() => writeAtomically(path, 'anything')).toThrow(/ENOSPC/);
});

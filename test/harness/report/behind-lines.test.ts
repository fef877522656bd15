import { beforeAll, expect, test } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { behindLines } from '../../../src/harness/report/behind-lines.ts';
import { testFolder } from '../../support/test-folder.ts';

const folder = testFolder();
beforeAll(() => {
  const rows = [
    'base.qcow2 qcow2 64k |#|',
    'mid.qcow2 qcow2 64k |.|',
    'top.qcow2 qcow2 64k backing=none |.|',
  ];
  writeRecipe(parseRows([...rows, 'lock.qcow2 qcow2 64k backing=none crypt=aes:x |#|']).recipe, folder.path);
});

/** The names of the layers that are shown. */
function shown(...query: string[]): string[] {
  return behindLines(query, 0n, folder.path).flatMap(
    line => /^ {2}depth \d {2}([^:]*):/.exec(line)?.[1] ?? [],
  );
}

test('is the chain that the query maps', () => {
  expect(shown('--output=json', 'top.qcow2')).toEqual(['top.qcow2']);
  expect(shown('--output=json', 'mid.qcow2')).toEqual(['mid.qcow2', 'base.qcow2']);
  expect(shown('-f', 'raw', 'mid.qcow2')).toEqual(['mid.qcow2']);
});

test('is so where the query puts it together', () => {
  const base = '"backing":{"driver":"qcow2","file":{"driver":"file","filename":"base.qcow2"}}';
  expect(shown(`json:{"driver":"qcow2","file":{"driver":"file","filename":"top.qcow2"},${base}}`)).toEqual([
    'top.qcow2',
    'base.qcow2',
  ]);
});

test('is opened with the secrets that stand in the query', () => {
  const image = 'driver=qcow2,encrypt.key-secret=s,file.filename=lock.qcow2';
  expect(shown('--object', 'secret,id=s,data=x', '--image-opts', image)).toEqual(['lock.qcow2']);
  expect(behindLines(['--image-opts', image], 0n, folder.path)).toEqual([
    expect.stringMatching(/^nothing to show behind it: .*No secret with id 's'/),
  ]);
});

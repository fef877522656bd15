import { beforeAll, expect, test } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { queryExplanationLines } from '../../../src/harness/report/query-explanation.ts';
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

/** The names of the explained layers. */
function explainedLayers(...query: string[]): string[] {
  return queryExplanationLines(query, 0n, folder.path).flatMap(
    line => /^ {2}depth \d {2}([^:]*):/.exec(line)?.[1] ?? [],
  );
}

test('the layers of the chain that the query maps are explained', () => {
  expect(explainedLayers('--output=json', 'top.qcow2')).toEqual(['top.qcow2']);
  expect(explainedLayers('--output=json', 'mid.qcow2')).toEqual(['mid.qcow2', 'base.qcow2']);
  expect(explainedLayers('-f', 'raw', 'mid.qcow2')).toEqual(['mid.qcow2']);
});

test('a chain that the query composes is explained', () => {
  const base = '"backing":{"driver":"qcow2","file":{"driver":"file","filename":"base.qcow2"}}';
  expect(
    explainedLayers(`json:{"driver":"qcow2","file":{"driver":"file","filename":"top.qcow2"},${base}}`),
  ).toEqual(['top.qcow2', 'base.qcow2']);
});

test('the secrets in the query open an encrypted image', () => {
  const image = 'driver=qcow2,encrypt.key-secret=s,file.filename=lock.qcow2';
  expect(explainedLayers('--object', 'secret,id=s,data=x', '--image-opts', image)).toEqual(['lock.qcow2']);
  expect(queryExplanationLines(['--image-opts', image], 0n, folder.path)).toEqual([
    expect.stringMatching(/^no explanation: .*No secret with id 's'/),
  ]);
});

import { beforeAll, expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import type { CellRun, Layer } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { queryExplanationLines } from '../../../../src/harness/report/explanation/query-explanation.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const { recipe } = parseRows([
  'base.qcow2 qcow2 64k |#|',
  'mid.qcow2 qcow2 64k |.|',
  'top.qcow2 qcow2 64k backing=none |.|',
  'lock.qcow2 qcow2 64k backing=none crypt=aes:x |#|',
]);
beforeAll(() => {
  writeRecipe(recipe, folder.path);
});

/** The names of the explained layers. */
function explainedLayers(...query: string[]): string[] {
  return queryExplanationLines(recipe, query, 0n, folder.path).flatMap(
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
  expect(queryExplanationLines(recipe, ['--image-opts', image], 0n, folder.path)).toEqual([
    expect.stringMatching(/^no explanation: .*No secret with id 's'/),
  ]);
});

/** What stands beside the layers of mid.qcow2 as it is written, explained with another recipe in mind. */
function besideLayers(...rows: string[]): string[] {
  const other = parseCase(rows.join('\n')).recipe;
  return queryExplanationLines(other, ['mid.qcow2'], 0n, folder.path).filter(line =>
    line.includes('written as'),
  );
}

test("the recipe's own cell stands beside what our code reads, and is marked if they differ", () => {
  expect(besideLayers('base.qcow2 qcow2 64k |#|', 'mid.qcow2 qcow2 64k |.|')).toEqual([
    '    written as unallocated',
    '    written as data',
  ]);
  expect(besideLayers('base.qcow2 qcow2 64k |z|', 'mid.qcow2 qcow2 64k |c|')).toEqual([
    '    ≠ written as compressed',
    '    ≠ written as zero-allocated',
  ]);
  expect(besideLayers('base.qcow2 qcow2 64k |~|', 'mid.qcow2 qcow2 64k |z|', '    set l2[0] = 0x0')).toEqual([
    '    written as zero-allocated, before its edits',
    '    written as data-hole',
  ]);
});

test('the cell of a raw layer is compared with what its host file has', () => {
  const raw = testFolder();
  writeRecipe(parseRows(['a.raw raw 64k |#.|']).recipe, raw.path);
  const beside = (row: string, at: bigint): string[] =>
    queryExplanationLines(parseRows([row]).recipe, ['-f', 'raw', 'a.raw'], at, raw.path).filter(line =>
      line.includes('written as'),
    );
  expect(beside('a.raw raw 64k |#.|', 0n)).toEqual(['    written as data']);
  expect(beside('a.raw raw 64k |..|', 0n)).toEqual(['    ≠ written as hole']);
});

test.each([
  'a.vdi vdi 1M |.0#~|',
  'a.vpc vpc 2M |.#~|',
  'a.hds parallels 1M |.#~|',
  'a.vmdk vmdk 64k |.0#~|',
  'a.vmdk vmdk 64k sub=streamOptimized |.0c|',
  'a.vmdk vmdk 4k sub=seSparse |.0z#~|',
  'a.vmdk vmdk 64k sub=vmfsSparse |.#~|',
  'a.vmdk vmdk 64k sub=monolithicFlat |#~|',
  'a.qed qed 64k |.0#~|',
  'a.qcow qcow 64k |.#~c|',
  'a.vhdx vhdx 1M |.-0z!#~|',
  'a.bochs bochs 1M |.#~|',
  'a.cloop cloop 4k |cc|',
  'a.dmg dmg 64k |.0#~c|',
  'a.qcow2 qcow2 64k |.0zc#~|',
])('each state of a format is read as it is written, and as no other: %s', row => {
  const written = testFolder();
  const { recipe } = parseRows([row]);
  writeRecipe(recipe, written.path);
  const [{ name, cells, unit }] = recipe.layers as [Layer];
  const beside = (shown: readonly CellRun[], index: number): string => {
    const layers = [{ ...recipe.layers[0]!, cells: shown }] as Layer[];
    return queryExplanationLines({ layers }, [name], BigInt(index * unit), written.path)
      .filter(line => line.includes('written as'))
      .join();
  };
  for (const [index, { state }] of cells.entries()) {
    expect(beside(cells, index)).toBe(`    written as ${state}`);
    const other = cells.find(cell => inTables(cell) !== inTables(cells[index]!));
    if (other === undefined) continue;
    const shown = cells.map((cell, at) => ({ ...(at === index ? other : cell), count: 1 }));
    expect(beside(shown, index)).toBe(`    ≠ written as ${other.state}`);
  }
});

/** Tables don't show holes in data. */
const inTables = ({ state }: CellRun): string => (state === 'data-hole' ? 'data' : state);

test('an explanation that takes too long is one line', () => {
  // Enough for tens of milliseconds: on a busy machine the thread that stops a function comes late.
  const rows = Array.from({ length: 400 }, (_, index) => `layer${index}.qcow2 qcow2 64k |.|`);
  const { recipe: long } = parseRows(rows);
  writeRecipe(long, folder.path);
  expect(queryExplanationLines(long, ['layer399.qcow2'], 0n, folder.path).length).toBeGreaterThan(1600);
  expect(queryExplanationLines(long, ['layer399.qcow2'], 0n, folder.path, 1)).toEqual([
    'no explanation: our map comes to no end here',
  ]);
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { caseAt } from '../../../../generators/arbitrary/case-at.ts';
import { steeredCases } from '../../../../generators/arbitrary/steering/steering.ts';
import { normalCase } from '../../../../generators/recipe/normal-form.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case, Recipe } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { drawImage } from '../../../../src/harness/cases/draw/draw-image.ts';
import type { Part } from '../../../../src/harness/cases/draw/drawn-layer.ts';
import { openScratch } from '../../../../src/harness/files/scratch.ts';
import { Refusal } from '../../../../src/map/basics/error.ts';
import { openChain } from '../../../../src/map/chain/open-chain.ts';
import { NodeHost } from '../../../../src/map/host/nodejs/node-host.ts';
import { newest } from '../../../../src/map/profile/profile.ts';
import { commandText } from '../../../support/command-text.ts';

const root = mkdtempSync(join(tmpdir(), 'draw-test-'));
const scratch = await openScratch();
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
  scratch.close();
});

function written(recipe: Recipe): string {
  const folder = mkdtempSync(join(root, 'chain-'));
  writeRecipe(recipe, folder);
  return folder;
}

/** The picture of a chain that is written in `folder`. */
function drawn(recipe: Recipe, folder: string, part?: Part): string {
  return drawnAs(recipe.layers.at(-1)!.name, folder, part);
}

/** The picture of a chain by the name or the image options of its top. */
function drawnAs(name: string, directory: string, part?: Part): string {
  const imageOptions = name.includes('=');
  const chain = openChain(name, {
    profile: newest,
    host: new NodeHost({ directory }),
    notice: () => {},
    imageOptions,
  });
  try {
    const words = [...(imageOptions ? ['--image-opts'] : []), '--', name];
    return printCase(drawImage(chain, { words, directory, confine: [] }, part, scratch));
  } finally {
    chain.close();
  }
}

/** Whether all layers of the recipe are drawn in their formats: queries may name a layer that its chain doesn't use. */
function drawsAllLayers(given: Case, { recipe: { layers } }: Case): boolean {
  const formats = (all: Recipe['layers']): string => all.map(({ format }) => format).join();
  return formats(given.recipe.layers) === formats(layers);
}

describe('a drawn chain', () => {
  test('has the same maps when it is written again', () => {
    let compared = 0;
    for (let index = 0; index < 60; index++) {
      const value = caseAt(77, steeredCases + index);
      const damaged = value.recipe.layers.some(({ edits }) => edits !== undefined);
      const encrypted = value.recipe.layers.some(layer => layer.format === 'qcow2' && layer.encryption);
      if (damaged || encrypted) continue;
      const folder = written(value.recipe);
      let picture: string;
      try {
        picture = drawn(value.recipe, folder);
      } catch (error) {
        if (error instanceof Refusal) continue;
        throw error;
      }
      const again = parseCase(picture);
      if (!drawsAllLayers(value, again)) continue;
      const other = written(again.recipe);
      for (const query of value.queries) {
        const of = (at: string): unknown => commandText(query, at);
        expect(of(other), `${printCase(value)}\n${picture}`).toEqual(of(folder));
      }
      compared++;
    }
    expect(compared).toBeGreaterThan(30);
  });

  test.each([
    `base.qcow2 qcow2 512 v2 size=1000 |#c|`,
    `mid.qcow2 qcow2 64k refcounts=none |#0zc|\n    at 3 1`,
    `top.qcow2 qcow2 16k extl2 dirty corrupt lazy |-[#{8}-{24}][!{2}.{30}][.{9}0{23}]![z{8}#{24}]|`,
    `top.qcow2 qcow2 64k data=top.data data-raw hdrlen=120 |##0..#|`,
    `a.qcow2 qcow2 64k zstd refbits=1 |~{12}####|\n    ext 0x12345678 = 4cfde1dd2e\n    snapshot "before upgrade" |##|`,
    `a.qcow2 qcow2 64k |#{4}|\n    bitmap b0 64k |.#.#|\n    bitmap "a b" 512 disabled |#.{400}##|\n    bitmap used 4k in-use ||`,
    `a.qcow2 qcow2 512 |#.{23068671}|\n    bitmap b0 512 |#{21000000}|`,
    `a.qcow2 qcow2 64k |#0#|\n    set l2[1] = 0x8000000000070200`,
    `a.qcow2 qcow2 64k skeleton |##|\n    at 0 2`,
    `base.raw raw 8k size=20000 |#.#|\nsub/top.qcow2 qcow2 64k backing=../base.raw nofmt |.|`,
  ])('has the normal form of its recipe: %s', text => {
    const { recipe } = parseCase(`${text}\n`);
    const again = parseCase(drawn(recipe, written(recipe)));
    expect(again.notes).toEqual([]);
    const queries = [['--output=json', recipe.layers.at(-1)!.name]];
    expect(printCase(again)).toBe(printCase(normalCase({ notes: [], recipe, queries })));
  });

  test('has no clusters where an L2 table is unaligned', () => {
    const { recipe } = parseCase('a.qcow2 qcow2 64k |#.|\n    set l1[0] = 0x8000000000050200\n');
    expect(drawn(recipe, written(recipe))).toContain('|..|\n    set l1[0] = 0x8000000000050200\n');
  });

  test('may be a part of the chain, as the first note says', () => {
    const { recipe } = parseCase('a.qcow2 qcow2 64k |####|\n');
    expect(drawn(recipe, written(recipe), { start: 70_000, end: 131_073 })).toBe(
      [
        '# drawn from byte 70000 to byte 131073',
        'a.qcow2 qcow2 64k |.##.|',
        '    at 1..2',
        'map --output=json -s 70000 -l 61073 a.qcow2',
        '',
      ].join('\n'),
    );
  });

  test('has a note if raw over an overlay is reported as neither zero nor data', () => {
    const { recipe } = parseCase('base.raw raw 64k |##|\ntop.qcow2 qcow2 64k |.#|\n');
    const options = 'driver=raw,file.driver=qcow2,file.file.filename=top.qcow2';
    expect(drawnAs(options, written(recipe))).toContain(
      '# top.qcow2: what map reports as neither zero nor data is drawn as holes, which are zero\n',
    );
  });

  test('is refused in one line if it has too many runs', () => {
    const { recipe } = parseCase('a.qcow2 qcow2 512 |(0.){6000}|\n');
    const folder = written(recipe);
    expect(() => drawn(recipe, folder)).toThrow('a.qcow2 has more than 10000 runs of clusters');
    expect(drawn(recipe, folder, { start: 0, end: 512_000 })).toContain('(0.){499}0');
  });

  test('is made without reading guest data', () => {
    const { recipe } = parseCase('a.qcow2 qcow2 64k |#.c#|\n');
    const folder = written(recipe);
    const before = drawn(recipe, folder);
    const size = readFileSync(join(folder, 'a.qcow2')).length;
    writeRecipe(
      parseCase(`a.qcow2 qcow2 64k |#.c#|\n    set byte[0x50000] = ${'51'.repeat(64)}\n`).recipe,
      folder,
    );
    expect(readFileSync(join(folder, 'a.qcow2'))).toHaveLength(size);
    expect(drawn(recipe, folder)).toBe(before);
  });
});

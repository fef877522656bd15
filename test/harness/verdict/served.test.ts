import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { predict } from '../../../generators/model/predict.ts';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import type { Recipe } from '../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import { fetchedServer } from '../../../src/harness/parties/oracle/nbd/fetched-server.ts';
import { inProcess } from '../../../src/harness/parties/subject/in-process.ts';
import type { Check } from '../../../src/harness/verdict/check.ts';
import { checkQueries } from '../../../src/harness/verdict/check-queries.ts';
import { freshScratch } from '../../support/fresh-scratch.ts';
import { testFolder } from '../../support/test-folder.ts';

const { oracles } = await findOracles();
const fresh = freshScratch();

const queries = [
  '--output=json top.qcow2',
  'top.qcow2',
  '-s 100k -l 200k --output=json top.qcow2',
  '--output=json nbd+unix:///?socket=base.raw.sock',
  'nbd:unix:base.raw.sock',
  '--output=json nbd:unix:mid.qed.sock',
  '--output=json --image-opts driver=qed,file.driver=nbd,file.path=mid.qed.sock',
  '--output=json --image-opts driver=qed,file.driver=nbd,file.server.type=unix,file.server.path=mid.qed.sock',
  '--output=json nbd+unix:///?socket=cut.qcow2.sock',
  '--context=base:allocation top.qcow2',
];

async function checksOf(recipe: Recipe, folder: string): Promise<Check[]> {
  const host = { holeGranularity: 4096n };
  const parties = { subject: inProcess, predict, oracles, host };
  const words = queries.map(text => text.split(' '));
  const checks: Check[] = [];
  for await (const check of checkQueries(parties, recipe, words, folder)) checks.push(check);
  return checks;
}

describe.each(['5.2', '7.2', '10.0', '11.1', 'nbdkit'])('layers that %s serves', version => {
  const isThere = fetchedServer(version) !== undefined;
  const { recipe } = parseCase(`base.raw raw 64k size=200k nbd=${version} |#.#.|
mid.qed qed 64k nbd=${version} |..0#|
top.qcow2 qcow2 64k |.#...|
cut.qcow2 qcow2 64k nbd=${version} backing=none |#~z.|
`);

  test.skipIf(!isThere)(
    'map alike for every qemu-img, our map and the model, and leave nothing',
    async () => {
      const folder = fresh.scratch.caseFolder();
      writeRecipe(recipe, folder.path);
      const checks = await checksOf(recipe, folder.path);
      expect(checks).toHaveLength(queries.length * oracles.length);
      for (const { query, oracle, verdict } of checks)
        expect({ query, oracle: oracle?.name, verdict }).toEqual({
          query,
          oracle: oracle?.name,
          verdict: { kind: 'match', modelled: true },
        });
      expect(readdirSync(folder.path).filter(name => name.endsWith('.sock'))).toEqual([]);
      folder.drop();
    },
  );
});

test('a case is skipped whose server is not there, or serves nothing', async () => {
  const folder = testFolder();
  const recipeOf = (version: string): Recipe => parseCase(`base.raw raw 64k nbd=${version} |#|`).recipe;
  const [check] = await checksOf(recipeOf('4.0'), folder.path);
  expect(check?.verdict).toMatchObject({
    kind: 'skipped',
    reason: expect.stringContaining('no server 4.0'),
  });
  expect(existsSync(join(folder.path, 'base.raw.sock'))).toBe(false);
});

import { describe, expect, test } from 'vitest';
import { predict } from '../../../../generators/model/predict.ts';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import type { Query } from '../../../../generators/recipe/recipe.ts';
import { firstCheck } from '../../../../src/harness/finding/search/first-check.ts';
import { jsonSighting } from '../../../../src/harness/finding/search/json-sighting.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../../../src/harness/parties/subject/subject.ts';
import { freshScratch } from '../../../support/fresh-scratch.ts';

const oracles = (await findOracles()).oracles.slice(-1);
const fresh = freshScratch();

/** Takes compressed clusters for data, and a table ends with another word. */
const subject: InProcess = {
  ...inProcess,
  answer(query, folder, profile) {
    const answer = inProcess.answer(query, folder, profile);
    if (answer.kind === 'unsupported') return answer;
    const { stdout, stderr, end } = answer.outcome;
    const said = Buffer.from(stdout.toString().replaceAll('"compressed": true', '"compressed": false'));
    const word = Buffer.from(stderr.toString().replace('File contains', 'Nobody likes'));
    return { kind: 'outcome', outcome: { stdout: said, stderr: word, end } };
  },
};

/** By which query a table of this window is told. */
async function toldBy(...window: string[]): Promise<Query> {
  const parties = { subject, predict, oracles, host: { holeGranularity: 4096n } };
  const value = { ...parseRows(['a qcow2 64k |#c#|']), queries: [[...window, 'a']] };
  const lab = { parties, scratch: fresh.scratch };
  const check = await firstCheck(lab, value, first => first);
  return (await jsonSighting(lab, { value, check: check! })).check.query;
}

describe.skipIf(oracles.length === 0)('beside a real qemu-img, a table', () => {
  test('that ends with another word is told in JSON, where that differs', async () => {
    expect(await toldBy()).toEqual(['--output=json', 'a']);
  });

  test('that is right is told by itself', async () => {
    expect(await toldBy('-s', '128k')).toEqual(['-s', '128k', 'a']);
  });
});

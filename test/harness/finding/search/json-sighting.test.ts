import { describe, expect, test } from 'vitest';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import type { Query } from '../../../../generators/recipe/recipe.ts';
import { firstCheck } from '../../../../src/harness/finding/search/first-check.ts';
import { jsonSighting } from '../../../../src/harness/finding/search/json-sighting.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../../../src/harness/parties/subject/subject.ts';
import { freshScratch } from '../../../support/fresh-scratch.ts';
import { judgedByModel } from '../../../support/investigation.ts';

const oracles = (await findOracles()).oracles.slice(-1);
const fresh = freshScratch();

/** Prints compressed clusters as data, and ends a table with another message. */
const subject: InProcess = {
  ...inProcess,
  answer(query, folder, profile) {
    const answer = inProcess.answer(query, folder, profile);
    if (answer.kind === 'unsupported') return answer;
    const { stdout, stderr, end } = answer.outcome;
    const otherStdout = Buffer.from(
      stdout.toString().replaceAll('"compressed": true', '"compressed": false'),
    );
    const otherStderr = Buffer.from(stderr.toString().replace('File contains', 'Nobody likes'));
    return { kind: 'outcome', outcome: { stdout: otherStdout, stderr: otherStderr, end } };
  },
};

/** The query of the JSON sighting of a table with this window. */
async function jsonQuery(...window: string[]): Promise<Query> {
  const value = { ...parseRows(['a qcow2 64k |#c#|']), queries: [[...window, 'a']] };
  const lab = { parties: { ...judgedByModel(subject), oracles }, scratch: fresh.scratch };
  const check = await firstCheck(lab, value, first => first);
  return (await jsonSighting(lab, { value, check: check! })).check.query;
}

describe.skipIf(oracles.length === 0)('beside a real qemu-img, a table', () => {
  test('that ends with another message has a sighting in JSON, which differs too', async () => {
    expect(await jsonQuery()).toEqual(['--output=json', 'a']);
  });

  test('of a window that JSON shows no fault in is its own sighting', async () => {
    expect(await jsonQuery('-s', '128k')).toEqual(['-s', '128k', 'a']);
  });
});

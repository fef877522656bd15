import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import type { Case } from '../../../generators/recipe/recipe.ts';
import { Findings } from '../../../src/harness/finding/findings.ts';
import { replayFindings } from '../../../src/harness/finding/replay.ts';
import { firstCheck } from '../../../src/harness/finding/search/first-check.ts';
import { coarseSignature } from '../../../src/harness/finding/signature/signature.ts';
import { type EarlierFinding, earlierFindings } from '../../../src/harness/finding/store/earlier-findings.ts';
import { confusesZeros, faultyCase } from '../../support/faulty-case.ts';
import { freshScratch } from '../../support/fresh-scratch.ts';
import { investigationOf, judgedByModel } from '../../support/investigation.ts';
import { plantFault } from '../../support/planted-fault.ts';

const killedCampaign = fileURLToPath(new URL('../../support/killed-campaign.ts', import.meta.url));

const fresh = freshScratch();
const subject = plantFault(confusesZeros);
/** Signatures of the fault in a table and in JSON. */
const inTable = 'unknown: coverage in data';
const inJson = 'unknown: field zero (true / false) in zero-plain';

/** Records the first check of the faulty case with each of these queries. */
async function recorded(...queries: string[]): Promise<Findings> {
  return recordedAfter(new Set(), ...queries);
}

/** The same in a run that knows of stored findings with these fine signatures. */
async function recordedAfter(storedFine: ReadonlySet<string>, ...queries: string[]): Promise<Findings> {
  const plan = { ...investigationOf(judgedByModel(subject), fresh), storedFine };
  const findings = new Findings(plan, { found: () => {} }, () => 0);
  for (const query of queries) {
    const value = { ...faultyCase, queries: [query.split(' ')] };
    await findings.record(value, query, (await firstCheck(plan, value, first => first))!);
  }
  return findings;
}

describe('a run that is killed at its second query', () => {
  test('leaves the case as it was found, and the next run comes to the same finding', async () => {
    const run = spawnSync(process.execPath, [killedCampaign, fresh.findings]);
    expect(run.signal).toBe('SIGKILL');
    const [earlier, another] = earlierFindings(fresh.findings);
    expect(another).toBeUndefined();
    expect(earlier).toMatchObject({
      settled: false,
      smallest: { ...faultyCase, notes: [inTable, 'found in a test'] },
    });
    const [replayed] = await replayFindings(investigationOf(judgedByModel(subject), fresh));
    const findings = await recorded('top.qcow2');
    await findings.reduce();
    const [signature] = findings.found.keys();
    expect(replayed).toMatchObject({ kind: 'reduced', signature, coarse: [inJson] });
  });
});

test('what reduces to a stored finding is no new one', async () => {
  const first = await recorded('top.qcow2');
  await first.reduce();
  const [signature] = first.found.keys();
  expect(signature).toBeDefined();
  const known = await recordedAfter(new Set([signature!]), 'top.qcow2');
  await known.reduce();
  expect([...known.found.keys()]).toEqual([]);
});

/** A case that shows another fault of the same signature in a table. */
const otherCase = parseRows(['base.qcow2 qcow2 64k |##|', 'top.qcow2 qcow2 64k |..|', 'map top.qcow2']);
const otherInJson = 'unknown: field depth in data';

describe('two faults of one signature in a table', () => {
  test('are both stored before a search, and both pending after it', async () => {
    const storedDuring: Case['recipe'][][] = [];
    const observed = plantFault(stdout => {
      storedDuring.push(recipesAsFound());
      return confusesZeros(stdout).replaceAll('"depth": 1', '"depth": 2');
    });
    const plan = investigationOf(judgedByModel(observed), fresh);
    const findings = new Findings(plan, { found: () => {} }, () => 0);
    for (const value of [faultyCase, otherCase]) {
      const check = await firstCheck(plan, value, first => first);
      expect(coarseSignature(check!.verdict, value)).toBe(inTable);
      storedDuring.length = 0;
      await findings.record(value, 'a test', check!);
      expect(storedDuring).not.toHaveLength(0);
      for (const recipes of storedDuring) expect(recipes).toContainEqual(value.recipe);
    }
    expect(findings.pending).toBe(2);
    const earlier = earlierFindings(fresh.findings) as EarlierFinding[];
    expect(earlier.map(({ signature }) => signature).toSorted()).toEqual([otherInJson, inJson]);
  });
});

/** The chains that are stored as they were found. */
function recipesAsFound(): Case['recipe'][] {
  const earlier = earlierFindings(fresh.findings) as EarlierFinding[];
  return earlier.flatMap(({ found }) => found.map(({ value }) => value.recipe));
}

describe('a fault that is seen again', () => {
  test.each([
    [['top.qcow2', 'top.qcow2', '--output=json top.qcow2', '-U top.qcow2'], ['top.qcow2']],
    [
      ['--output=json top.qcow2', 'top.qcow2'],
      ['--output=json', 'top.qcow2'],
    ],
  ])('is counted and not stored again: %j', async (queries, first) => {
    const findings = await recorded(...queries);
    const [earlier, another] = earlierFindings(fresh.findings) as EarlierFinding[];
    expect(another).toBeUndefined();
    expect(earlier!.found).toMatchObject([{ coarse: inJson, value: { queries: [first] } }]);
    expect(findings.pending).toBe(1);
    await findings.reduce();
    expect([...findings.found.values()].map(({ checks }) => checks)).toEqual([queries.length]);
    expect(readdirSync(fresh.findings)).toHaveLength(1);
  });

  test('is not stored when an earlier run stored it', async () => {
    const plan = { ...investigationOf(judgedByModel(subject), fresh), stored: new Set([inJson]) };
    const findings = new Findings(plan, { found: () => {} }, () => 0);
    await findings.record(faultyCase, 'a test', (await firstCheck(plan, faultyCase, first => first))!);
    expect(readdirSync(fresh.findings)).toEqual([]);
    expect(findings.pending).toBe(0);
  });
});

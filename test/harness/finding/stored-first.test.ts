import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Findings, gatherFindings } from '../../../src/harness/finding/findings.ts';
import { replayFindings } from '../../../src/harness/finding/replay.ts';
import { firstCheck } from '../../../src/harness/finding/search/first-check.ts';
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

/** Follows the first check of the faulty case with each of these queries. */
async function followed(...queries: string[]): Promise<Findings> {
  const plan = investigationOf(judgedByModel(subject), fresh);
  const findings = gatherFindings(plan, { found: () => {} }, () => 0);
  for (const query of queries) {
    const value = { ...faultyCase, queries: [query.split(' ')] };
    await findings.follow(value, query, (await firstCheck(plan, value, first => first))!);
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
    const findings = await followed('top.qcow2');
    await findings.reduce();
    const [signature] = findings.found.keys();
    expect(replayed).toMatchObject({ kind: 'reduced', signature, coarse: [inJson] });
  });
});

describe('a fault that is seen again', () => {
  test.each([
    [['top.qcow2', 'top.qcow2', '--output=json top.qcow2', '-U top.qcow2'], ['top.qcow2']],
    [
      ['--output=json top.qcow2', 'top.qcow2'],
      ['--output=json', 'top.qcow2'],
    ],
  ])('is counted and not stored again: %j', async (queries, first) => {
    const findings = await followed(...queries);
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
    const findings = gatherFindings(plan, { found: () => {} }, () => 0);
    await findings.follow(faultyCase, 'a test', (await firstCheck(plan, faultyCase, first => first))!);
    expect(readdirSync(fresh.findings)).toEqual([]);
    expect(findings.pending).toBe(0);
  });
});

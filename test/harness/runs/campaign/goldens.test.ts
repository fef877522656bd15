import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { predict } from '../../../../generators/model/predict.ts';
import type { Outcome } from '../../../../src/harness/answers/outcome.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import { goldenQueriesLine } from '../../../../src/harness/report/campaign/golden-queries-line.ts';
import type { Campaign } from '../../../../src/harness/runs/campaign/campaign.ts';
import { runCampaign } from '../../../../src/harness/runs/campaign/run-campaign.ts';
import { goldenCases } from '../../../../src/harness/runs/golden/golden-cases.ts';
import type { QueryCounts } from '../../../../src/harness/runs/workers/case/case-record.ts';
import { freshScratch } from '../../../support/fresh-scratch.ts';
import { investigationOf } from '../../../support/investigation.ts';
import { type ReplayingOracle, writeReplayingOracle } from '../../../support/replaying-oracle.ts';
import { testFolder } from '../../../support/test-folder.ts';

const fresh = freshScratch();
const [folder, faultyFolder] = [testFolder(), testFolder()];

async function goldensOf(
  { path, cases }: ReplayingOracle,
  shard = { index: 0, count: 1 },
): Promise<{ campaign: Campaign; queries: QueryCounts | undefined }> {
  const { oracles } = await findOracles([path]);
  const parties = { subject: inProcess, predict, oracles, host: { holeGranularity: 4096n } };
  let queries: QueryCounts | undefined;
  const plan = { ...investigationOf(parties, fresh, 2_000), seed: 1, features: [], jobs: 2, cases: 0 };
  const campaign = await runCampaign(
    { ...plan, shard, goldens: cases },
    {
      progress: () => {},
      found: () => {},
      goldensDone: done => {
        queries = done;
      },
    },
  );
  return { campaign, queries };
}

test("upstream's 6.0.0, as its answers are recorded, passes under its profile", async () => {
  const oracle = writeReplayingOracle(folder.path, '6.0.0', 'qemu-img version 6.0.0');
  const { campaign, queries } = await goldensOf(oracle);
  const { tally } = campaign;
  expect(tally).toMatchObject({ exitStatus: 0, cases: 0, divergences: 0, crashes: 0 });
  expect(tally.goldenChecks).toBe(tally.checks);
  expect(queries).toMatchObject({ different: 0 });
  expect(queries!.perOracle.get(oracle.path)).toBeGreaterThan(300);
  expect(campaign.findings).toEqual([]);

  const part = await goldensOf({ ...oracle, cases: oracle.cases.slice(0, 4) }, { index: 1, count: 2 });
  const own = [oracle.cases[1]!, oracle.cases[3]!].flatMap(({ value }) => value.queries);
  expect(part.campaign.tally.checks).toBe(own.length);
});

test('one golden query that is answered wrongly is a stored and counted finding', async () => {
  let changed = 0;
  const oracle = writeReplayingOracle(
    faultyFolder.path,
    '6.1.0',
    'qemu-img version 6.1.0',
    (outcome, words): Outcome => {
      const text = outcome.stdout.toString();
      if (changed > 0 || !words.startsWith('--output=json') || !text.includes('"present": true'))
        return outcome;
      changed += 1;
      return { ...outcome, stdout: Buffer.from(text.replace('"present": true', '"present": false')) };
    },
    goldenCases().slice(0, 20),
  );
  const { campaign, queries } = await goldensOf(oracle);
  expect(changed).toBe(1);
  expect(queries!.different).toBe(1);
  expect(goldenQueriesLine(queries!)).toMatch(
    /^goldens: \d+ queries asked of qemu-img \S+: 1 answered otherwise/,
  );
  expect(campaign.findings).toMatchObject([
    {
      signature: expect.stringMatching(/field present/),
      firstSeen: { origin: expect.stringMatching(/^golden \d+-/) },
    },
  ]);
  expect(campaign.tally.exitStatus).toBe(1);
  expect(readdirSync(fresh.findings)).toHaveLength(1);
});

import { afterAll, beforeAll } from 'vitest';
import { predict } from '../../generators/model/predict.ts';
import { openScratch, type Scratch } from '../../src/harness/files/scratch.ts';
import { type FoundOracles, findOracles } from '../../src/harness/parties/oracle/find-oracles.ts';
import type { Predict } from '../../src/harness/parties/parties.ts';
import { inProcess } from '../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../src/harness/parties/subject/subject.ts';
import { runCampaign } from '../../src/harness/runs/campaign/run-campaign.ts';
import type { Preliminary } from '../../src/harness/runs/result/preliminary.ts';
import { type Result, resultOf } from '../../src/harness/runs/result/result.ts';
import { investigationOf } from './investigation.ts';
import { type Lie, writeLyingOracle } from './lying-oracle.ts';
import { plantFault } from './planted-fault.ts';

export interface CampaignRequest {
  readonly subject?: InProcess;
  /** The lie of the only oracle; absent: there is no oracle, and the model alone judges. */
  readonly lie?: Lie;
  readonly seed?: number;
  readonly cases?: number;
  readonly preliminaries?: readonly Preliminary[];
  /** Time for reducing findings, in milliseconds. */
  readonly reduction?: number;
}

/** Runs a short campaign, with a faulty subject or a lying oracle. */
export async function campaignResult(
  scratch: Scratch,
  {
    subject = inProcess,
    lie,
    seed = 47,
    cases = 24,
    preliminaries = [],
    reduction = 500,
  }: CampaignRequest = {},
): Promise<Result> {
  const { path: findings, drop } = scratch.caseFolder();
  try {
    const found: FoundOracles =
      lie === undefined
        ? { oracles: [], lost: [] }
        : await findOracles([writeLyingOracle(scratch.folder, lie)]);
    const parties = {
      subject,
      predict: predictJson,
      oracles: found.oracles,
      host: { holeGranularity: 4096n },
    };
    const plan = {
      ...investigationOf(parties, { scratch, findings }, reduction),
      seed,
      shard: { index: 0, count: 1 },
      features: [],
      cases,
      jobs: 1,
    };
    const campaign = await runCampaign(plan, {
      progress: () => {},
      found: () => {},
    });
    return resultOf(campaign, plan, { preliminaries, found });
  } finally {
    drop();
  }
}

/** Prints depth 2 for depth 1, and tables without their last row, which only a relation notices. */
export const faulty: InProcess = plantFault(stdout =>
  stdout.replaceAll('"depth": 1', '"depth": 2').replace(/(?<=^Offset.*\n(?:.*\n)*).*\n$/, ''),
);

/** The model, but for tables, about which it abstains. */
const predictJson: Predict = (recipe, query, version, host) => {
  const prediction = predict(recipe, query, version, host);
  return prediction.kind === 'extents' && prediction.output === 'human'
    ? { kind: 'abstains', reason: 'damage' }
    : prediction;
};

/** One of each outcome, with names that are hard to escape in a format. */
export const everyPreliminary: readonly Preliminary[] = [
  { phase: 'golden', name: '001-all-is-well', outcome: 'passed', detail: '' },
  { phase: 'golden', name: '002-<b>&"quoted"\u0000', outcome: 'failed', detail: 'line 1, 100 %\nline 2 ]]>' },
  { phase: 'golden', name: '003-holes', outcome: 'skipped', detail: 'no holes here' },
  { phase: 'known', name: 'subject: cut in data', outcome: 'warned', detail: 'expired on 2027-01-31' },
];

/** For a test file: a scratch folder, and the result of a campaign that found faults and has every preliminary. */
export function faultyCampaign(): { readonly scratch: Scratch; readonly faulty: Result } {
  const made = {} as { scratch: Scratch; faulty: Result };
  beforeAll(async () => {
    made.scratch = await openScratch();
    made.faulty = await campaignResult(made.scratch, { subject: faulty, preliminaries: everyPreliminary });
  });
  afterAll(() => made.scratch.close());
  return made;
}

import { afterAll, beforeAll } from 'vitest';
import { predict } from '../../generators/model/predict.ts';
import { openScratch, type Scratch } from '../../src/harness/files/scratch.ts';
import { type FoundOracles, findOracles } from '../../src/harness/parties/oracle/find-oracles.ts';
import type { Predict } from '../../src/harness/parties/parties.ts';
import { inProcess } from '../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../src/harness/parties/subject/subject.ts';
import { runCampaign } from '../../src/harness/runs/campaign/campaign.ts';
import type { Preliminary } from '../../src/harness/runs/result/preliminary.ts';
import { type Result, resultOf } from '../../src/harness/runs/result/result.ts';
import { investigationOf } from './investigation.ts';
import { type Lie, writeLiar } from './liar.ts';
import { plantFault } from './planted-fault.ts';

export interface CampaignRequest {
  readonly subject?: InProcess;
  /** Who is asked; absent: nobody, and the model judges alone. */
  readonly lie?: Lie;
  readonly seed?: number;
  readonly cases?: number;
  readonly preliminaries?: readonly Preliminary[];
  /** Milliseconds. */
  readonly reduction?: number;
}

/** What a short campaign comes to, with a faulty subject or a liar. */
export async function campaignResult(
  scratch: Scratch,
  {
    subject = inProcess,
    lie,
    seed = 3,
    cases = 24,
    preliminaries = [],
    reduction = 500,
  }: CampaignRequest = {},
): Promise<Result> {
  const { path: findings, drop } = scratch.caseFolder();
  try {
    const found: FoundOracles =
      lie === undefined ? { oracles: [], lost: [] } : await findOracles([writeLiar(scratch.folder, lie)]);
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
    return resultOf(campaign, plan, preliminaries, parties, found);
  } finally {
    drop();
  }
}

/** Shows a depth that is one too much wherever it is 2; and tables without their last row, which only a relation tells of. */
export const faulty: InProcess = plantFault(stdout =>
  stdout.replaceAll('"depth": 2', '"depth": 3').replace(/(?<=^Offset.*\n(?:.*\n)*).*\n$/, ''),
);

/** The model, which has nothing to say of tables. */
const predictJson: Predict = (recipe, query, version, host) => {
  const prediction = predict(recipe, query, version, host);
  return prediction.kind === 'extents' && prediction.output === 'human'
    ? { kind: 'abstains', reason: 'damage' }
    : prediction;
};

/** One of each outcome, with everything in a name that a format could trip over. */
export const everyPreliminary: readonly Preliminary[] = [
  { phase: 'golden', name: '001-all-is-well', outcome: 'passed', detail: '' },
  { phase: 'golden', name: '002-<b>&"quoted"\u0000', outcome: 'failed', detail: 'line 1, 100 %\nline 2 ]]>' },
  { phase: 'golden', name: '003-holes', outcome: 'skipped', detail: 'no holes here' },
  { phase: 'known', name: 'subject: cut in data', outcome: 'warned', detail: 'expired on 2027-01-31' },
];

/** A scratch folder for a file of tests, and in `faulty` the result of a campaign that found faults and has every preliminary. */
export function faultyCampaign(): { readonly scratch: Scratch; readonly faulty: Result } {
  const made = {} as { scratch: Scratch; faulty: Result };
  beforeAll(async () => {
    made.scratch = await openScratch();
    made.faulty = await campaignResult(made.scratch, { subject: faulty, preliminaries: everyPreliminary });
  });
  afterAll(() => made.scratch.close());
  return made;
}

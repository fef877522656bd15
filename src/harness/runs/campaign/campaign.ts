import { caseAt } from '../../../../generators/arbitrary/case-at.ts';
import { type Coverage, cover, emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import type { Trait } from '../../../../generators/wish/wish.ts';
import type { Scratch } from '../../files/scratch.ts';
import {
  type Finding,
  type Findings,
  type FindingsPlan,
  type FindingsWatcher,
  gatherFindings,
} from '../../finding/findings.ts';
import { openLanes } from '../../parties/oracle/child/lanes.ts';
import { stepBack } from '../../parties/oracle/step-back.ts';
import type { Parties } from '../../parties/parties.ts';
import { checkCase } from '../check-case.ts';
import { emptyTally, type Tally } from '../tally.ts';
import { Pauses } from './pauses.ts';
import { relationAt } from './relation-at.ts';
import { Stopwatch } from './stopwatch.ts';

/** One of `count` equal parts of a campaign: the cases i with i mod count = index. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Which cases a campaign runs. Case i is a function of seed, i and features; time only says where the range ends. */
export interface Plan extends FindingsPlan {
  readonly seed: number;
  /** What every case has; none: any case. */
  readonly features: readonly Trait[];
  readonly shard: Shard;
  /** Of the whole campaign, with all shards. Absent: until the time is over. */
  readonly cases?: number;
  /** Absent: until all cases are done. */
  readonly milliseconds?: number;
  /** Checks of an oracle that run at once. */
  readonly jobs: number;
  /** Whether this thread leaves the cores to the oracles from now on; see `stepBack`. */
  readonly stepsBack?: true;
}

export interface Campaign {
  readonly tally: Tally;
  readonly coverage: Coverage;
  readonly findings: readonly Finding[];
  /** The cases that ran are those of the shard from 0 to just before this one. */
  readonly next: number;
  readonly milliseconds: number;
  /** A signal ended it before its budget. */
  readonly interrupted: boolean;
}

export interface Watcher extends FindingsWatcher {
  /** After each case. `pending` sightings have to be reduced yet. */
  progress(tally: Tally, findings: Pick<Findings, 'found' | 'pending'>, milliseconds: number): void;
  /** Now and then nothing else runs until this ends. */
  pause?(): Promise<void>;
}

/**
 * Cases in work for each check of an oracle that runs: while one runs, others are drawn, written and mapped by the subject,
 * and wait only for their turn. So no core waits for us: 262 checks a second with four at two jobs on two cores, 253 with
 * two, and no more with six.
 */
const casesForJob = 4;

/**
 * Runs the cases of a plan, each in a folder of its own, and goes on after a finding: each fault is stored at once, reduced
 * and reported at the next pause, and further sightings of it are counted. Ends early, with what it has, when
 * `parties.cancel` fires.
 */
export async function runCampaign(
  parties: Parties,
  scratch: Scratch,
  plan: Plan,
  watcher: Watcher,
): Promise<Campaign> {
  const lanes = openLanes(plan.jobs, parties.cancel);
  if (plan.stepsBack === true) stepBack();
  try {
    return await campaignOf({ ...parties, turns: lanes }, scratch, plan, watcher);
  } finally {
    await lanes.close();
  }
}

async function campaignOf(
  parties: Parties,
  scratch: Scratch,
  plan: Plan,
  watcher: Watcher,
): Promise<Campaign> {
  const watch = new Stopwatch();
  const elapsed = (): number => watch.elapsed();
  const tally = emptyTally();
  const coverage = emptyCoverage();
  const findings = gatherFindings(parties, scratch, plan, watcher, elapsed);
  let next = plan.shard.index;
  const isOver = (): boolean =>
    parties.cancel?.aborted === true ||
    next >= (plan.cases ?? Number.POSITIVE_INFINITY) ||
    elapsed() >= (plan.milliseconds ?? Number.POSITIVE_INFINITY);

  const pauses = new Pauses();

  const work = async (): Promise<void> => {
    while (!isOver() && !pauses.isDue(elapsed(), findings.pending)) {
      const index = next;
      next += plan.shard.count;
      await runCase(index);
      tally.cases += 1;
      watcher.progress(tally, findings, elapsed());
    }
  };

  const runCase = async (index: number): Promise<void> => {
    const value = caseAt(plan.seed, index, plan.features);
    const origin = [`seed ${plan.seed}`, ...plan.features, `case ${index}`].join(', ');
    const relation = relationAt(plan.seed, index, value.recipe);
    const queries = relation === undefined ? value.queries : [...value.queries, relation];
    const judged = await checkCase(parties, scratch, tally, findings, { ...value, queries }, origin);
    if (judged === undefined) return;
    cover(coverage, { recipe: value.recipe, queries: judged.filter(query => query !== relation) });
  };

  const together = async (count: number, one: () => Promise<void>): Promise<void> => {
    await Promise.all(Array.from({ length: count }, one));
  };

  while (!isOver()) {
    await together(casesForJob * plan.jobs, work);
    await watch.apart(() => together(plan.jobs, findings.reduce));
    if (pauses.resume(elapsed()) && !isOver()) await watch.apart(async () => watcher.pause?.());
  }
  const interrupted = parties.cancel?.aborted === true;
  return {
    tally,
    coverage,
    findings: [...findings.found.values()],
    next,
    milliseconds: elapsed(),
    interrupted,
  };
}

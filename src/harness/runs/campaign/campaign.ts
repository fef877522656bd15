import type { Coverage } from '../../../../generators/coverage/coverage.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import type { Finding } from '../../finding/finding.ts';
import { Findings, type FindingsPlan, type FindingsWatcher } from '../../finding/findings.ts';
import type { NamedCase } from '../named-case.ts';
import { addTallies, emptyTally, type Tally } from '../tally.ts';
import { addQueries, type CaseRecord, noQueries, type QueryCounts } from '../workers/case-record.ts';
import type { CaseTask } from '../workers/case-task.ts';
import type { Crew, CrewPlan } from '../workers/crew.ts';
import { type Amount, caseWork, openCrew } from '../workers/open-crew.ts';
import { type EndedBy, endedBy } from './ended-by.ts';
import { Pauses } from './pauses.ts';
import { Stopwatch } from './stopwatch.ts';

/** One of `count` equal parts of a campaign: the cases i for which i mod count = index. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The cases of a campaign. Case i is a function of its source only; a time limit decides where the range ends. */
export interface Plan extends FindingsPlan, CrewPlan {
  readonly shard: Shard;
  /** Cases of the whole campaign, all shards together. Absent: until the time is over. */
  readonly cases?: number;
  /**
   * Time limit, pauses included: no case and no golden begins later. What has begun goes on until `parties.cancel` fires. Absent:
   * until all cases are done.
   */
  readonly milliseconds?: number;
  /** Golden cases, which each oracle is queried for before the cases of the seed. A shard has its part of them. */
  readonly goldens?: readonly NamedCase[];
  /** End as soon as a finding isn't known, with the cases that are under way. */
  readonly bail?: true;
}

/** The result of a campaign. */
export interface Campaign extends EndedBy {
  readonly tally: Tally;
  readonly coverage: Coverage;
  readonly findings: readonly Finding[];
  /** The first case that did not run: all earlier cases of the shard ran. */
  readonly next: number;
  /** Without the pauses. */
  readonly milliseconds: number;
  /** Of the pauses: those in which findings are reduced. */
  readonly reducing: number;
  /** Goldens that weren't asked any more when the time was up, or it was interrupted. */
  readonly goldensLeft: number;
  /** Cases that were under way when it was ended: some of their answers may not have been judged. */
  readonly casesLeft: number;
  /** Findings whose reduction was interrupted. */
  readonly reductionsLeft: number;
  /** A worker thread has ended by itself, and the campaign with it: what it came to until then is whole. */
  readonly failure?: HarnessError;
}

/** Follows a campaign while it runs. */
export interface Watcher extends FindingsWatcher {
  /** After one or more cases. `pending` sightings still have to be reduced. */
  progress(tally: Tally, findings: Pick<Findings, 'found' | 'pending'>, milliseconds: number): void;
  /** The goldens are done, each oracle has answered their `queries`, and what they showed is reduced. */
  goldensDone?(queries: QueryCounts): void;
  /** Called in each planned pause: nothing else runs until it ends. */
  pause?(): Promise<void>;
}

/**
 * Runs the cases of a plan, each in its own folder. A fault doesn't stop the campaign: it is stored at once, reduced and
 * reported in the next pause, and its further sightings are counted. When `parties.cancel` fires the campaign ends early,
 * with the result so far.
 *
 * @param crew runs the cases, and is left open. Absent: one is opened for the campaign.
 */
export async function runCampaign(plan: Plan, watcher: Watcher, crew?: Crew): Promise<Campaign> {
  if (crew !== undefined) return campaignOf(plan, crew, watcher);
  const own = openCrew(plan, amountOf(plan));
  try {
    return await campaignOf(plan, own, watcher);
  } finally {
    await own.close();
  }
}

function amountOf({ cases, milliseconds }: Plan): Amount {
  return { ...(cases !== undefined && { work: cases * caseWork }), milliseconds };
}

async function campaignOf(plan: Plan, crew: Crew, watcher: Watcher): Promise<Campaign> {
  const { parties } = plan;
  const stopwatch = new Stopwatch();
  const elapsed = (): number => stopwatch.elapsed();
  let tally = emptyTally();
  const findings = new Findings(plan, watcher, elapsed);
  let next = plan.shard.index;
  let casesLeft = 0;
  const end = performance.now() + (plan.milliseconds ?? Number.POSITIVE_INFINITY);
  const mustEnd = (): boolean => parties.cancel?.aborted === true || performance.now() >= end;
  const bails = (): boolean =>
    plan.bail === true && [...findings.found.keys()].some(signature => !plan.known.has(signature));
  const isDone = (): boolean => next >= (plan.cases ?? Number.POSITIVE_INFINITY);
  let failure: HarnessError | undefined;
  const isOver = (): boolean => failure !== undefined || mustEnd() || bails() || isDone();

  const pauses = new Pauses();
  const isPauseDue = (): boolean =>
    pauses.isDue(elapsed(), findings.pending) || (plan.bail === true && findings.pending > 0);

  const nextCase = (): CaseTask | undefined => {
    if (isOver() || isPauseDue()) return undefined;
    const index = next;
    next += plan.shard.count;
    return { kind: 'drawn', index };
  };
  const take = (record: CaseRecord): void => {
    tally = addTallies(tally, record.tally);
    for (const { identified, origin, at } of record.faults) findings.add(identified, origin, at);
  };
  let reducing = 0;
  const reduce = async (): Promise<void> => {
    const began = performance.now();
    await Promise.all(Array.from({ length: plan.jobs }, () => findings.reduce(crew.reduce)));
    reducing += performance.now() - began;
  };

  const run = async (next: () => CaseTask | undefined, done: (record: CaseRecord) => void): Promise<void> => {
    try {
      await crew.run('cases', next, done);
    } catch (error) {
      if (!(error instanceof HarnessError) || error.code !== 'worker-failed') throw error;
      failure = error;
      tally = { ...tally, exitStatus: 3 };
    }
  };

  const queryGoldens = async (goldens: CaseTask[]): Promise<QueryCounts> => {
    let queries = noQueries();
    await run(
      () => (mustEnd() ? undefined : goldens.shift()),
      record => {
        take(record);
        queries = addQueries(queries, record.queries);
      },
    );
    tally.goldenChecks = tally.checks;
    return queries;
  };

  const goldens = (plan.goldens ?? [])
    .filter((_, index) => index % plan.shard.count === plan.shard.index)
    .map(({ name, value }, index): CaseTask => ({ kind: 'given', value, origin: `golden ${name}`, index }));
  if (goldens.length > 0) {
    await stopwatch.exclude(async () => {
      const queries = await queryGoldens(goldens);
      await reduce();
      watcher.goldensDone?.(queries);
    });
  }
  while (!isOver()) {
    await run(nextCase, record => {
      take(record);
      casesLeft += record.left;
      watcher.progress(tally, findings, elapsed());
    });
    await stopwatch.exclude(reduce);
    if (pauses.resume(elapsed()) && !isOver()) await stopwatch.exclude(async () => watcher.pause?.());
  }
  return {
    tally,
    coverage: crew.coverage(),
    findings: [...findings.found.values()],
    next,
    milliseconds: elapsed(),
    reducing,
    ...endedBy(parties.cancel, failure !== undefined || bails() || (casesLeft === 0 && isDone())),
    goldensLeft: goldens.length,
    casesLeft,
    reductionsLeft: [...findings.found.values()].filter(({ complete }) => !complete).length,
    ...(failure !== undefined && { failure }),
  };
}

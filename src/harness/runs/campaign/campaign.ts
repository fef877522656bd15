import { type Coverage, cover, emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import type { Trait } from '../../../../generators/wish/wish.ts';
import { withoutTraits } from '../../../../generators/wish/without-traits.ts';
import type { Finding } from '../../finding/finding.ts';
import { Findings, type FindingsPlan, type FindingsWatcher } from '../../finding/findings.ts';
import { openChildThreads } from '../../parties/child/child-threads.ts';
import { lowerPriority } from '../../parties/oracle/lower-priority.ts';
import type { Check } from '../../verdict/check.ts';
import { exitStatusOf } from '../../verdict/exit-status.ts';
import { type CaseCheck, checkCase } from '../check-case.ts';
import type { NamedCase } from '../named-case.ts';
import { Pace } from '../pace.ts';
import { countSkipped, emptyTally, type Tally } from '../tally.ts';
import { type CampaignCase, campaignCase } from './campaign-case.ts';
import { type EndedBy, endedBy } from './ended-by.ts';
import { Pauses } from './pauses.ts';
import { Stopwatch } from './stopwatch.ts';

/** One of `count` equal parts of a campaign: the cases i for which i mod count = index. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The cases of a campaign. Case i is a function of seed, i and features only; a time limit decides where the range ends. */
export interface Plan extends FindingsPlan {
  readonly seed: number;
  /** Features that every case has; none: any case. */
  readonly features: readonly Trait[];
  /** Features and options that are left out: cases with them are skipped. Absent: none. */
  readonly without?: readonly Trait[];
  /** Draws case i from elsewhere. Absent: the generators draw it. */
  readonly draw?: (index: number) => CampaignCase;
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
  /** Oracles that run at once. */
  readonly jobs: number;
  /** End as soon as a finding isn't known, with the cases that are under way. */
  readonly bail?: true;
  /** This thread leaves the cores to the oracles from now on; see `lowerPriority`. */
  readonly stepsBack?: true;
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
  /** Goldens that weren't asked any more when the time was up, or it was interrupted. */
  readonly goldensLeft: number;
  /** Cases that were under way when it was ended: some of their answers may not have been judged. */
  readonly casesLeft: number;
  /** Findings whose reduction was interrupted. */
  readonly reductionsLeft: number;
}

/** What the oracles answered to the queries of the goldens. */
export interface GoldenQueries {
  /** The number of queries that were judged, by oracle. */
  readonly perOracle: Map<string, number>;
  /** How many of them the oracle answered otherwise than expected, or crashed on. */
  different: number;
  /** How many were skipped. */
  skipped: number;
}

/** Follows a campaign while it runs. */
export interface Watcher extends FindingsWatcher {
  /** After each case. `pending` sightings still have to be reduced. */
  progress(tally: Tally, findings: Pick<Findings, 'found' | 'pending'>, milliseconds: number): void;
  /** The goldens are done, and what they showed is reduced. */
  goldensDone?(queries: GoldenQueries): void;
  /** Called in each planned pause: nothing else runs until it ends. */
  pause?(): Promise<void>;
}

/**
 * Cases in progress for each oracle that runs. While one is checked, others are generated, written and mapped by the
 * subject, so that no oracle waits for us. At two jobs on two cores, four cases give 262 checks a second, two give 253,
 * and six no more than four.
 */
const casesForJob = 4;

/**
 * Runs the cases of a plan, each in its own folder. A fault doesn't stop the campaign: it is stored at once, reduced and
 * reported in the next pause, and its further sightings are counted. When `parties.cancel` fires the campaign ends early,
 * with the result so far.
 */
export async function runCampaign(plan: Plan, watcher: Watcher): Promise<Campaign> {
  const { parties } = plan;
  const threads = openChildThreads(plan.jobs, parties.cancel);
  if (plan.stepsBack === true) lowerPriority();
  try {
    return await campaignOf({ ...plan, parties: { ...parties, scheduler: threads } }, watcher);
  } finally {
    await threads.close();
  }
}

async function campaignOf(plan: Plan, watcher: Watcher): Promise<Campaign> {
  const { parties } = plan;
  const stopwatch = new Stopwatch();
  const elapsed = (): number => stopwatch.elapsed();
  const tally = emptyTally();
  const coverage = emptyCoverage();
  const findings = new Findings(plan, watcher, elapsed);
  const checked: CaseCheck = { ...plan, tally, findings };
  const pace = new Pace();
  let next = plan.shard.index;
  let casesLeft = 0;
  const end = performance.now() + (plan.milliseconds ?? Number.POSITIVE_INFINITY);
  const mustEnd = (): boolean => parties.cancel?.aborted === true || performance.now() >= end;
  const bails = (): boolean =>
    plan.bail === true && [...findings.found.keys()].some(signature => !plan.known.has(signature));
  const isDone = (): boolean => next >= (plan.cases ?? Number.POSITIVE_INFINITY);
  const isOver = (): boolean => mustEnd() || bails() || isDone();

  const pauses = new Pauses();
  const isPauseDue = (): boolean =>
    pauses.isDue(elapsed(), findings.pending) || (plan.bail === true && findings.pending > 0);

  const runCases = async (): Promise<void> => {
    while (!isOver() && !isPauseDue()) {
      const index = next;
      next += plan.shard.count;
      await runCase(index);
      if (parties.cancel?.aborted === true) casesLeft += 1;
      else tally.cases += 1;
      watcher.progress(tally, findings, elapsed());
    }
  };

  const runCase = async (index: number): Promise<void> => {
    const drawn = plan.draw?.(index) ?? campaignCase(plan.seed, index, plan.features);
    const { relation, origin } = drawn;
    const value = withoutTraits(drawn.value, plan.without ?? []);
    if (value === undefined)
      return countSkipped(tally, `with ${plan.without!.join(' or ')}, which this run leaves out`);
    const judged = await checkCase({ ...checked, pace }, value, origin);
    if (judged === undefined) return;
    cover(coverage, { recipe: value.recipe, queries: judged.filter(query => query !== relation) });
  };

  const queryGoldens = async (goldens: NamedCase[]): Promise<GoldenQueries> => {
    const queries: GoldenQueries = { perOracle: new Map(), different: 0, skipped: 0 };
    const watch = ({ oracle, verdict }: Check): void => {
      if (verdict.kind === 'skipped') queries.skipped += 1;
      else queries.perOracle.set(oracle!.name, (queries.perOracle.get(oracle!.name) ?? 0) + 1);
      if (exitStatusOf(verdict) > 0) queries.different += 1;
    };
    await inParallel(casesForJob * plan.jobs, async () => {
      while (!mustEnd()) {
        const golden = goldens.shift();
        if (golden === undefined) return;
        await checkCase({ ...checked, watch }, golden.value, `golden ${golden.name}`);
      }
    });
    tally.goldenChecks = tally.checks;
    return queries;
  };

  const inParallel = async (count: number, work: () => Promise<void>): Promise<void> => {
    await Promise.all(Array.from({ length: count }, work));
  };

  const goldens = (plan.goldens ?? []).filter((_, index) => index % plan.shard.count === plan.shard.index);
  if (goldens.length > 0) {
    await stopwatch.exclude(async () => {
      const queries = await queryGoldens(goldens);
      await inParallel(plan.jobs, () => findings.reduce());
      watcher.goldensDone?.(queries);
    });
  }
  while (!isOver()) {
    await inParallel(casesForJob * plan.jobs, runCases);
    await stopwatch.exclude(() => inParallel(plan.jobs, () => findings.reduce()));
    if (pauses.resume(elapsed()) && !isOver()) await stopwatch.exclude(async () => watcher.pause?.());
  }
  return {
    tally,
    coverage,
    findings: [...findings.found.values()],
    next,
    milliseconds: elapsed(),
    ...endedBy(parties.cancel, bails() || (casesLeft === 0 && isDone())),
    goldensLeft: goldens.length,
    casesLeft,
    reductionsLeft: [...findings.found.values()].filter(({ complete }) => !complete).length,
  };
}

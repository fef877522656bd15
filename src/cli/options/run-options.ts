import { caseAt } from '../../../generators/arbitrary/case-at.ts';
import type { CheckFeature } from '../../../generators/coverage/check-features.ts';
import type { Trait } from '../../../generators/wish/wish.ts';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import type { Investigation } from '../../harness/finding/investigate.ts';
import type { StillThere } from '../../harness/finding/replay.ts';
import type { Plan, Shard } from '../../harness/runs/campaign/campaign.ts';
import type { NamedCase } from '../../harness/runs/named-case.ts';
import type { CrewPlan } from '../../harness/runs/workers/crew.ts';
import type { ReportOptions } from './report-options.ts';
import type { SubjectOptions } from './subject-options.ts';

/** The options of `map-parity run`. */
export interface RunOptions extends SubjectOptions, ReportOptions {
  readonly seed: number;
  readonly feature: readonly Trait[];
  readonly withoutFeature: readonly CheckFeature[];
  readonly bail?: true;
  readonly quiet?: true;
  readonly verbose?: true;
  /** False with --no-goldens. */
  readonly goldens: boolean;
  readonly cases?: number;
  readonly time?: number;
  /** Milliseconds of one answer. */
  readonly timeout?: number;
  readonly jobs: number;
  readonly oracle: readonly string[];
  readonly findings: string;
  readonly shard: Shard;
  readonly result?: string;
  readonly requireCoverage?: number;
  readonly known: string;
  readonly failOnExpired?: true;
}

/** Milliseconds of a run without --time and --cases. */
const defaultTime = 60_000;

/** Milliseconds that the reductions of all findings of a campaign may take together. */
export const allReductions = 120_000;

/**
 * Refuses features that exclude each other.
 *
 * @throws HarnessError `bad-features` if no case has all of them
 */
export function requireCompatible({ seed, feature, withoutFeature }: RunOptions): void {
  const both = feature.find(trait => withoutFeature.includes(trait));
  if (both !== undefined)
    throw new HarnessError('bad-features', `--feature and --without-feature both name ${both}`);
  try {
    caseAt(seed, 0, feature);
  } catch (cause) {
    throw new HarnessError('bad-features', `--feature: ${(cause as Error).message}`, { cause });
  }
}

/** Milliseconds that the whole run may take; undefined if it ends with its cases. */
export function timeOf({ time, cases }: Pick<RunOptions, 'time' | 'cases'>): number | undefined {
  return time ?? (cases === undefined ? defaultTime : undefined);
}

/** What a plan has besides its options and its investigation. */
export interface PlanParts {
  /** Stored faults, which are only counted. */
  readonly stillThere: readonly StillThere[];
  readonly goldens: readonly NamedCase[];
  /** What is left of the time; infinite without a limit. */
  readonly milliseconds: number;
}

/** The plan of a campaign with these options. */
export function planOf(
  options: RunOptions,
  investigation: Investigation,
  { stillThere, goldens, milliseconds }: PlanParts,
): Plan {
  const { bail, cases, shard } = options;
  return {
    ...investigation,
    ...crewPlanOf(options, investigation),
    ...(bail === true && { bail }),
    shard,
    goldens,
    reductions: allReductions,
    stored: new Set(stillThere.flatMap(({ coarse }) => coarse)),
    storedFine: new Set(stillThere.map(({ signature }) => signature)),
    ...(cases === undefined ? {} : { cases }),
    milliseconds,
  };
}

/** What the crew of a run needs. */
export function crewPlanOf(
  { seed, feature, withoutFeature, jobs }: RunOptions,
  { parties, scratch, findings, known }: Investigation,
): CrewPlan {
  return {
    ...{ parties, scratch, findings, known },
    ...{ seed, features: feature, without: withoutFeature },
    jobs,
    stepsBack: true,
  };
}

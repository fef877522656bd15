import type { Investigation } from '../../../harness/finding/investigate.ts';
import { alreadyStored, type Replayed } from '../../../harness/finding/replay.ts';
import type { Plan } from '../../../harness/runs/campaign/campaign.ts';
import type { NamedCase } from '../../../harness/runs/named-case.ts';
import type { CrewPlan } from '../../../harness/runs/workers/crew.ts';
import { allReductions, type RunOptions } from '../../options/run-options.ts';

/** What a plan has besides its options and its investigation. */
export interface PlanParts {
  /** What became of the findings of earlier runs. */
  readonly stored: readonly Replayed[];
  readonly goldens: readonly NamedCase[];
  /** What is left of the time; infinite without a limit. */
  readonly milliseconds: number;
}

/** The plan of a campaign with these options. */
export function planOf(
  options: RunOptions,
  investigation: Investigation,
  { stored, goldens, milliseconds }: PlanParts,
): Plan {
  const { bail, cases, shard } = options;
  return {
    ...investigation,
    ...crewPlanOf(options, investigation),
    ...(bail === true && { bail }),
    shard,
    goldens,
    reductions: allReductions,
    ...alreadyStored(stored),
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

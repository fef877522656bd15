import { alreadyStored, type Replayed } from '../../../harness/finding/replay.ts';
import type { Plan } from '../../../harness/runs/campaign/campaign.ts';
import type { CaseSource } from '../../../harness/runs/workers/case/case-source.ts';
import type { Crew, CrewPlan } from '../../../harness/runs/workers/crew/crew.ts';
import { caseWork, openCrew } from '../../../harness/runs/workers/crew/open-crew.ts';
import { allReductions } from '../../options/run-options.ts';
import type { CampaignRun } from './campaign-run.ts';

/** Where the cases of a campaign come from. What they may not have, the investigation says for all cases that are tried. */
export type Source = Omit<CaseSource, 'without'>;

/** Opens the crew of a run for its cases and for `more` milliseconds of CPU, and closes it when `work` is done. */
export async function withCrew(
  run: CampaignRun,
  source: Source,
  more: number,
  work: (crew: Crew) => Promise<number>,
): Promise<number> {
  const crew = openCrew(crewPlanOf(run, source), {
    work: more + (run.options.cases ?? Infinity) * caseWork,
    milliseconds: run.limit.left(),
  });
  try {
    return await work(crew);
  } finally {
    await crew.close();
  }
}

/** The plan of a whole campaign in what is left of the time. Findings that are stored already aren't told again. */
export function planOf(run: CampaignRun, source: Source, stored: readonly Replayed[]): Plan {
  const { cases } = run.options;
  return {
    ...run.investigation,
    ...crewPlanOf(run, source),
    ...alreadyStored(stored),
    shard: { index: 0, count: 1 },
    reductions: allReductions,
    ...(cases !== undefined && { cases }),
    milliseconds: run.limit.left(),
  };
}

function crewPlanOf({ investigation, options }: CampaignRun, source: Source): CrewPlan {
  return { ...investigation, ...source, jobs: options.jobs, stepsBack: true };
}

import { HarnessError } from '../../../basics/harness-error.ts';
import { plainLabOf } from '../../../parties/plain-lab.ts';
import type { BareMeter } from '../../campaign/bare-rate.ts';
import type { Crew, CrewPlan } from '../../workers/crew/crew.ts';
import { openLocalCrew } from '../../workers/crew/local-crew.ts';
import { openWorkerCrew } from '../../workers/crew/worker-crew.ts';
import { type Rate, type Runners, rateOf } from './rate.ts';
import { runStretch, type Stretch } from './run-stretch.ts';

/** Cases of each job before the first that counts, until the code of a worker is about as quick as it gets, and the most for all jobs. */
const [warmUp, longestWarmUp] = [250, 1000];

/** Seconds of a stretch that counts. */
const length = 2;

/** How a rate is measured. */
export interface RatePlan {
  readonly crew: CrewPlan;
  readonly runners: Runners;
  readonly indexes: readonly number[];
  /** Stretches that count. */
  readonly runs: number;
  /** Starts the same program alone, between the stretches. Absent: no comparison. */
  readonly bare?: BareMeter;
}

/**
 * Runs cases for some stretches.
 *
 * @throws HarnessError `bench-run` if workers can't run on this system
 */
export async function measureRate({ crew: plan, runners, indexes, runs, bare }: RatePlan): Promise<Rate> {
  const { jobs } = plan;
  const crew = runners === 'workers' ? await workersFor(plan) : openLocalCrew(plan);
  const stretches: Stretch[] = [];
  try {
    await runStretch(crew, indexes, begun => begun < Math.min(warmUp * jobs, longestWarmUp));
    for (let run = 0; run < runs; run++) {
      await bare?.measureSlice();
      stretches.push(await runStretch(crew, indexes, (_, seconds) => seconds < length));
    }
  } finally {
    await crew.close();
  }
  return { ...rateOf(jobs, runners, stretches), ...(bare !== undefined && { bare: bare.rate() }) };
}

async function workersFor(plan: CrewPlan): Promise<Crew> {
  const lab = plainLabOf(plan);
  const crew = lab && (await openWorkerCrew(plan, lab));
  if (crew === undefined) throw new HarnessError('bench-run', 'workers can not run cases on this system');
  return crew;
}

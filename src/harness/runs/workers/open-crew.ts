import { libc } from '../../parties/child/libc.ts';
import { plainLabOf } from '../../parties/plain-lab.ts';
import type { Crew, CrewPlan } from './crew.ts';
import { openLocalCrew } from './local-crew.ts';
import { relievedCrew } from './relieved-crew.ts';
import { openWorkerCrew } from './worker-crew.ts';

/**
 * Cases for each job above which workers save more than they cost: 0.3 s of CPU to start each, and 1.5 s until its code is as
 * quick as it gets, beside 4 ms of our own for a case.
 */
const worthAWorker = 250;

/** Jobs with oracles that this thread can serve alone. More would wait for it, on a machine with as many cores. */
export const servedAlone = 2;

/** How much work a run has. */
export interface Amount {
  /** Absent: as many cases as the time allows. */
  readonly cases?: number | undefined;
  /** Absent: no limit. */
  readonly milliseconds?: number | undefined;
}

/** Milliseconds of a run in which a job has about that many cases. */
const timeOfAWorker = 5_000;

/** Opens a crew: of workers for much work on several jobs, of this thread otherwise, and where a party can't be made anew. */
export function openCrew(plan: CrewPlan, { cases = Infinity, milliseconds = Infinity }: Amount): Crew {
  const { jobs, parties } = plan;
  const isMuch = cases >= worthAWorker * jobs && milliseconds >= timeOfAWorker;
  const isAlone = jobs <= (parties.oracles.length > 0 ? servedAlone : 1);
  const lab = isMuch && !isAlone && libc() !== undefined ? plainLabOf(plan) : undefined;
  if (lab === undefined) return openLocalCrew(plan);
  return relievedCrew(plan, openWorkerCrew(plan, lab));
}

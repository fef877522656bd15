import { libc } from '../../../parties/child/libc.ts';
import { plainLabOf } from '../../../parties/plain-lab.ts';
import type { Crew, CrewPlan } from './crew.ts';
import { openLocalCrew } from './local-crew.ts';
import { relievedCrew } from './relieved-crew.ts';
import { openWorkerCrew } from './worker-crew.ts';

// Milliseconds of our own CPU that things take, with four oracles, as soon as the code is quick.

/** A drawn case of a campaign. */
export const caseWork = 4;
/** A row of a geometry sweep. */
export const rowWork = 14;
/** A chain of a sweep over columns. */
export const chainWork = 2_400;
/** A case of a hunt. */
export const comparisonWork = 24;
/** A golden case. */
export const goldenWork = 33;

/**
 * Milliseconds of our own CPU for each worker from which on it saves more than it costs. Its start, and the time until its code is as
 * quick as it gets, cost 0.65 to 0.8 s of CPU in the package, and 0.9 to 1 s in a checkout: 199 goldens take 6.4 s on this thread, and
 * in the package 8.1 s on two workers, 9.0 s on four; in a checkout 8.4 and 10.4 s.
 */
const worthAWorker = 1_000;

/** Jobs with oracles that this thread can serve alone. More would wait for it, on a machine with as many cores. */
export const servedAlone = 2;

/** How much work a run has. */
export interface Amount {
  /** Milliseconds of our own CPU, about. Absent: as much as the time allows. */
  readonly work?: number | undefined;
  /** Absent: no limit. */
  readonly milliseconds?: number | undefined;
}

/** Milliseconds of a run in which a job has that much work. */
const timeOfAWorker = 5_000;

/**
 * Opens a crew: of workers for much work on several jobs, of this thread otherwise, and where a party can't be made anew. There is
 * a worker for each job as far as there is work.
 */
export function openCrew(plan: CrewPlan, { work = Infinity, milliseconds = Infinity }: Amount): Crew {
  const { jobs, parties } = plan;
  const workers = milliseconds >= timeOfAWorker ? Math.min(jobs, Math.floor(work / worthAWorker)) : 0;
  const isAlone = workers <= (parties.oracles.length > 0 ? servedAlone : 1);
  const lab = isAlone || libc() === undefined ? undefined : plainLabOf(plan);
  if (lab === undefined) return openLocalCrew(plan);
  return relievedCrew(plan, openWorkerCrew({ ...plan, jobs: workers }, lab));
}

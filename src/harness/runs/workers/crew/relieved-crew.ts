import { emptyCoverage, joinCoverage } from '../../../../../generators/coverage/coverage.ts';
import type { Crew, CrewPlan } from './crew.ts';
import { openLocalCrew } from './local-crew.ts';

/** Jobs of this thread until it is relieved. */
const jobsMeanwhile = 2;

/**
 * This thread runs cases until the workers are there: they take half a second to start. If they can't work on this system, it goes
 * on alone.
 */
export function relievedCrew(plan: CrewPlan, workers: Promise<Crew | undefined>): Crew {
  // With workers, this thread only hands out and adds up: it must not wait for a core.
  const { stepsBack: _, ...inFront } = plan;
  let first: Crew | undefined = openLocalCrew({ ...inFront, jobs: Math.min(plan.jobs, jobsMeanwhile) });
  let relief: Crew | undefined;
  let failure: unknown;
  let covered = emptyCoverage();
  const coming = workers.then(
    crew => {
      relief = crew ?? openLocalCrew(plan);
    },
    error => {
      failure = error;
    },
  );
  /** How many calls of `run` are under way. */
  let running = 0;
  const endFirst = async (): Promise<void> => {
    if (first === undefined) return;
    covered = first.coverage();
    const ending = first;
    first = undefined;
    await ending.close();
  };
  return {
    async run(name, next, done) {
      const isRelieved = (): boolean => relief !== undefined || failure !== undefined;
      running += 1;
      try {
        const last = first?.run(name, () => (isRelieved() ? undefined : next()), done);
        await Promise.race([last, coming]);
        // The last cases of this thread may take long; nobody waits for them.
        await Promise.all([last, relief?.run(name, next, done)]);
      } finally {
        running -= 1;
      }
      if (relief !== undefined && running === 0) await endFirst();
      if (failure !== undefined) throw failure;
    },
    reduce: (...sighting) => (relief ?? first!).reduce(...sighting),
    coverage: () => [first, relief].flatMap(crew => crew?.coverage() ?? []).reduce(joinCoverage, covered),
    async close() {
      await coming;
      await Promise.all([endFirst(), relief?.close()]);
    },
  };
}

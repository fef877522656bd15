import { setImmediate } from 'node:timers/promises';
import { emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import { reduceStored } from '../../finding/investigate.ts';
import { openChildThreads } from '../../parties/child/child-threads.ts';
import { lowerPriority } from '../../parties/oracle/lower-priority.ts';
import type { Crew, CrewPlan } from './crew.ts';
import { Pace } from './pace.ts';
import { runCases } from './run-cases.ts';

/**
 * Cases in progress for each oracle that runs. While one is checked, others are generated, written and mapped by the
 * subject, so that no oracle waits for us. At two jobs on two cores, four cases give 262 checks a second, two give 253,
 * and six no more than four.
 */
const casesForJob = 4;

/** A crew of this thread alone; other threads only start programs. */
export function openLocalCrew(plan: CrewPlan): Crew {
  const { jobs, stepsBack } = plan;
  const threads = openChildThreads(jobs, plan.parties.cancel);
  if (stepsBack === true) lowerPriority();
  const parties = { ...plan.parties, scheduler: threads };
  const coverage = emptyCoverage();
  const shop = { ...plan, parties, source: plan, coverage, pace: new Pace() };
  return {
    async run(next, done) {
      const work = async (): Promise<void> => {
        for (let task = next(); task !== undefined; task = next()) {
          done(await runCases(shop, [task]));
          // Signals and messages are handled between two turns of the event loop, which a case without an oracle doesn't end.
          await setImmediate();
        }
      };
      await Promise.all(Array.from({ length: casesForJob * jobs }, work));
    },
    reduce: (sighting, reduction, origin) => reduceStored({ ...plan, parties, reduction }, sighting, origin),
    coverage: () => coverage,
    close: () => threads.close(),
  };
}

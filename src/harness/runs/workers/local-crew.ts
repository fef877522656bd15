import { setImmediate } from 'node:timers/promises';
import { emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import { reduceStored } from '../../finding/investigate.ts';
import { openChildThreads } from '../../parties/child/child-threads.ts';
import { lowerPriority } from '../../parties/oracle/lower-priority.ts';
import type { Crew, CrewPlan } from './crew.ts';
import { Pace } from './pace.ts';
import { works } from './works.ts';

/** A crew of this thread alone; other threads only start programs. */
export function openLocalCrew(plan: CrewPlan): Crew {
  const { jobs, stepsBack } = plan;
  const threads = openChildThreads(jobs, plan.parties.cancel);
  if (stepsBack === true) lowerPriority();
  const parties = { ...plan.parties, scheduler: threads };
  const coverage = emptyCoverage();
  const shop = { ...plan, parties, source: plan, coverage, pace: new Pace() };
  return {
    async run(name, next, done) {
      const work = works[name];
      const doAll = async (): Promise<void> => {
        for (let task = next(); task !== undefined; task = next()) {
          done(await work.run(shop, [task]), [task]);
          // Signals and messages are handled between two turns of the event loop, which a case without an oracle doesn't end.
          await setImmediate();
        }
      };
      await Promise.all(Array.from({ length: work.atOnce * jobs }, doAll));
    },
    reduce: (sighting, reduction, origin) => reduceStored({ ...plan, parties, reduction }, sighting, origin),
    coverage: () => coverage,
    close: () => threads.close(),
  };
}

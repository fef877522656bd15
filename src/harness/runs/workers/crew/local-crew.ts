import { setImmediate } from 'node:timers/promises';
import { emptyCoverage } from '../../../../../generators/coverage/coverage.ts';
import { reduceStored } from '../../../finding/investigate.ts';
import { openChildThreads } from '../../../parties/child/child-threads.ts';
import { lowerPriority } from '../../../parties/oracle/lower-priority.ts';
import { Pace } from '../case/pace.ts';
import { works } from '../works.ts';
import type { Crew, CrewPlan } from './crew.ts';

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
      // After a failure no more tasks are taken, and what is under way is done: it uses what the caller closes next.
      const failures: unknown[] = [];
      const doAll = async (): Promise<void> => {
        for (let task = next(); task !== undefined; task = failures.length > 0 ? undefined : next()) {
          try {
            done(await work.run(shop, [task]), [task]);
          } catch (error) {
            failures.push(error);
          }
          // Signals and messages are handled between two turns of the event loop, which a case without an oracle doesn't end.
          await setImmediate();
        }
      };
      await Promise.all(Array.from({ length: work.atOnce * jobs }, doAll));
      if (failures.length > 0) throw failures[0];
    },
    reduce: (sighting, reduction, origin) => reduceStored({ ...plan, parties, reduction }, sighting, origin),
    coverage: () => coverage,
    close: () => threads.close(),
  };
}

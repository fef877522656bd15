import { setImmediate } from 'node:timers/promises';
import type { ChildRun } from '../../parties/child/child-run.ts';
import { libc } from '../../parties/child/libc.ts';
import { runBlocking } from '../../parties/child/run-blocking.ts';
import type { Scheduler } from '../../parties/child/scheduler.ts';

/**
 * Runs one child at a time on this thread. A child starts at once, and the work of this turn of the event loop goes on beside
 * it: our own map and the model. Then the thread is blocked until the child has ended.
 *
 * @param shared as of `runBlocking`
 * @param heed is called after each child, which may have been cancelled
 */
export function blockingScheduler(shared: Int32Array, heed: () => void): Scheduler {
  const calls = libc()!;
  let running: Promise<ChildRun> | undefined;
  return {
    async run(command, limits) {
      while (running !== undefined) await running;
      running = runBlocking(calls, shared, command, limits, setImmediate);
      try {
        return await running;
      } finally {
        running = undefined;
        heed();
      }
    },
    hold: work => work(),
  };
}

import {
  cancelledBy,
  isCancelled,
  runningPid,
  startingPid,
} from '../../parties/child/child-thread-messages.ts';
import { signalGroup } from '../../parties/child/process-group.ts';
import { runningCase, separation, separations, workerNumbers } from './worker-messages.ts';

/** Milliseconds that the main thread waits for a worker that gets descriptors of its own. */
const longestSeparation = 10_000;

/** Milliseconds that the main thread waits for a program that is being started. That takes some when all cores are busy. */
const longestStart = 1_000;

/** What the main thread tells a worker, and sees of it, by shared memory: no message comes while the worker is busy. */
export class ThreadControl {
  /** The numbers that both threads have. */
  readonly shared: Int32Array = new Int32Array(new SharedArrayBuffer(4 * workerNumbers));

  /** The index of the case that the worker runs. */
  get runningCase(): number {
    return Atomics.load(this.shared, runningCase);
  }

  /** Has the worker end the program that it runs, and what it does. A halted one stays halted. */
  cancel(by: 'signal' | 'time'): void {
    Atomics.compareExchange(this.shared, isCancelled, cancelledBy.nothing, cancelledBy[by]);
  }

  /** Kills the program that the worker runs, and lets it start no other. What it does in between may go on for a while. */
  halt(): void {
    Atomics.store(this.shared, isCancelled, cancelledBy.end);
    Atomics.wait(this.shared, runningPid, startingPid, longestStart);
    const pid = Atomics.load(this.shared, runningPid);
    if (pid > 0) signalGroup(pid, 'SIGKILL');
  }

  /** Stands still while the worker gets descriptors of its own: some milliseconds, and not for ever if it dies meanwhile. */
  letSeparate(): void {
    Atomics.store(this.shared, separation, separations.allowed);
    Atomics.notify(this.shared, separation);
    Atomics.wait(this.shared, separation, separations.allowed, longestSeparation);
  }
}

import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { heldTogether } from './child-output.ts';
import type { ChildCommand, ChildLimits, ChildRun } from './child-run.ts';
import {
  cancelledBy,
  fromMessage,
  isCancelled,
  runningPid,
  sharedNumbers,
  type ThreadAnswer,
  type ThreadRequest,
  type ThreadStart,
} from './child-thread-messages.ts';
import { libc } from './libc.ts';
import { signalGroup } from './process-group.ts';
import { runByNode } from './run-by-node.ts';

/**
 * Runs one child at a time on a thread of its own: the next child starts as soon as the last one has ended, even while the
 * main thread is busy. Without the C library children run by node, one at a time all the same.
 */
export class ChildThread {
  readonly #shared = new Int32Array(new SharedArrayBuffer(4 * sharedNumbers));
  readonly #thread: Worker;
  readonly #waiting = new Map<number, (run: ChildRun) => void>();
  #number = 0;
  /** Settles when the work that holds the thread has ended. */
  #free: Promise<unknown> = Promise.resolve();
  /** Settles when all work so far has ended. */
  #idle: Promise<unknown> = Promise.resolve();
  /** How many children and pieces of work run or wait. */
  length = 0;

  constructor() {
    const name = import.meta.url.endsWith('.js') ? './child-thread-main.js' : './child-thread-main.ts';
    const file = fileURLToPath(new URL(name, import.meta.url));
    // Node would warn about each descriptor that the thread closes, because the C library opened it.
    const start: ThreadStart = { shared: this.#shared, bytesHeld: heldTogether() };
    this.#thread = new Worker(file, { workerData: start, execArgv: [], trackUnmanagedFds: false });
    this.#thread.on('message', ({ number, run }: ThreadAnswer) => {
      this.#waiting.get(number)!(fromMessage(run));
      this.#waiting.delete(number);
    });
  }

  run(command: ChildCommand, limits: ChildLimits, cancel?: AbortSignal): Promise<ChildRun> {
    if (libc() === undefined) return this.hold(() => runByNode(command, limits, cancel));
    return this.#begin(this.#free.then(() => this.#request(command, limits)));
  }

  /** Runs other work when all before it has ended; what comes after waits for it. */
  hold<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#begin(this.#idle.then(work));
    this.#free = this.#idle;
    return done;
  }

  /** Ends the child that runs, and all that are started later. */
  cancel(): void {
    Atomics.store(this.#shared, isCancelled, cancelledBy.signal);
  }

  /**
   * Ends the child that runs, and the thread. The thread exits by itself: terminating it while it loads koffi can abort the
   * whole process (seen once, in a short campaign).
   */
  async close(): Promise<void> {
    const exited = once(this.#thread, 'exit');
    this.cancel();
    this.#thread.postMessage({ kind: 'exit' } satisfies ThreadRequest);
    await exited;
  }

  /** Kills the child that runs, at once. */
  kill(): void {
    const pid = Atomics.load(this.#shared, runningPid);
    if (pid > 0) signalGroup(pid, 'SIGKILL');
  }

  #begin<T>(work: Promise<T>): Promise<T> {
    this.length += 1;
    const settled = (): void => {
      this.length -= 1;
    };
    this.#idle = work.then(settled, settled);
    return work;
  }

  #request(command: ChildCommand, limits: ChildLimits): Promise<ChildRun> {
    const number = this.#number++;
    this.#thread.postMessage({ kind: 'run', number, command, limits } satisfies ThreadRequest);
    return new Promise(resolve => this.#waiting.set(number, resolve));
  }
}

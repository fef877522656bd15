import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ChildLimits } from './child.ts';
import { isCancelled, type LaneAnswer, type LaneMessage, runningPid, stateLength } from './lane-messages.ts';
import type { Libc } from './libc.ts';
import { type ChildRun, runChild } from './run-child.ts';
import type { Spawning } from './spawn-child.ts';

/**
 * Runs one child at a time, on a thread of its own: the next one starts as soon as the one before has ended, whatever the
 * rest of the process is at.
 */
export class Lane {
  readonly #state = new Int32Array(new SharedArrayBuffer(4 * stateLength));
  readonly #thread: Worker;
  readonly #asked = new Map<number, (result: LaneAnswer['result']) => void>();
  #number = 0;
  /** When what holds the lane has ended. */
  #free: Promise<unknown> = Promise.resolve();
  /** When all that was begun has ended. */
  #idle: Promise<unknown> = Promise.resolve();
  /** How many run in it or wait. */
  length = 0;

  constructor() {
    const name = import.meta.url.endsWith('.js') ? './lane-thread.js' : './lane-thread.ts';
    const file = fileURLToPath(new URL(name, import.meta.url));
    // What the C library opens, node knows nothing of, and would warn when it is closed.
    this.#thread = new Worker(file, { workerData: this.#state, execArgv: [], trackUnmanagedFds: false });
    this.#thread.on('message', ({ number, result }: LaneAnswer) => {
      this.#asked.get(number)!(result);
      this.#asked.delete(number);
    });
  }

  run(libc: Libc, spawning: Spawning, limits: ChildLimits, cancel?: AbortSignal): Promise<ChildRun> {
    const run = async (): Promise<ChildRun> => {
      const result = await this.#ask(spawning, limits);
      if (result === undefined) return runChild(libc, spawning, limits, cancel);
      if (result.kind === 'failed') return result;
      const { stdout, stderr } = result;
      return { ...result, stdout: Buffer.from(stdout.buffer), stderr: Buffer.from(stderr.buffer) };
    };
    return this.#begin(this.#free.then(run));
  }

  /** Runs work of another kind once all before it has ended; what comes after waits for it. */
  hold<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#begin(this.#idle.then(work));
    this.#free = this.#idle;
    return done;
  }

  /** Ends what runs, and whatever is run later. */
  cancel(): void {
    Atomics.store(this.#state, isCancelled, 1);
  }

  /**
   * Ends what runs, and the thread. That ends by itself: were it terminated while it loads what calls the C library, that
   * would abort the whole process (seen once, of a short campaign).
   */
  async close(): Promise<void> {
    const ended = once(this.#thread, 'exit');
    this.cancel();
    this.#thread.postMessage('end' satisfies LaneMessage);
    await ended;
  }

  /** Ends what runs, at once. */
  kill(): void {
    const pid = Atomics.load(this.#state, runningPid);
    try {
      if (pid !== 0) process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }

  #begin<T>(work: Promise<T>): Promise<T> {
    this.length += 1;
    const over = (): void => {
      this.length -= 1;
    };
    this.#idle = work.then(over, over);
    return work;
  }

  #ask(spawning: Spawning, limits: ChildLimits): Promise<LaneAnswer['result']> {
    const number = this.#number++;
    this.#thread.postMessage({ number, spawning, limits } satisfies LaneMessage);
    return new Promise(resolve => this.#asked.set(number, resolve));
  }
}

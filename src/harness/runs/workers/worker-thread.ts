import { Worker } from 'node:worker_threads';
import { HarnessError } from '../../basics/harness-error.ts';
import { endWithThreads } from '../../parties/child/exit-at-once.ts';
import { ThreadControl } from './thread-control.ts';
import {
  fromPlainError,
  type WorkerAnswer,
  type WorkerRequest,
  type WorkerStart,
  type WorkRequest,
} from './worker-messages.ts';
import { workerProgram } from './worker-program.ts';

/**
 * Megabytes of young objects. What cases need is dropped soon: with node's 48, each worker would take twice its memory. There is
 * no limit of old objects, so that no case can meet it: `collectIfGrown` keeps them few.
 */
const youngMegabytes = 8;

/** Milliseconds that a worker has to come to an end once it is cancelled: a map of ours may keep it busy for ten seconds. */
const patience = 1_000;

/** An answer to a request. */
type Answer = Extract<WorkerAnswer, { readonly number: number }>;

/** What a request has led to, unless to an error. */
export type WorkAnswer = Exclude<Answer, { readonly kind: 'failed' }>;

/** A thread that answers requests, one after the other, from its start to its end. */
export class WorkerThread {
  /** Settles when it has started: whether with descriptors of its own. Rejects if it can't be started. */
  readonly ready: Promise<boolean>;
  readonly #control = new ThreadControl();
  readonly #thread: Worker;
  /** Settles when the thread has ended, or is left alone. */
  readonly #gone: Promise<void>;
  readonly #leave: () => void;
  /** By the number of a request. `gone`: the thread has ended, or is left alone. */
  readonly #waiting = new Map<number, (answer: Answer | 'gone') => void>();
  #number = 0;
  #cancelled = false;
  #isGone = false;
  #error: Error | undefined;

  constructor(start: Omit<WorkerStart, 'shared'>) {
    this.#thread = new Worker(workerProgram(), {
      workerData: { ...start, shared: this.#control.shared } satisfies WorkerStart,
      execArgv: [],
      // Node would warn about each descriptor that the thread closes, because the C library opened it.
      trackUnmanagedFds: false,
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    });
    const { promise, resolve: isReady, reject: isNeverReady } = Promise.withResolvers<boolean>();
    this.ready = promise;
    this.#thread.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'started') return this.#control.letSeparate();
      if (answer.kind === 'ready') return isReady(answer.ownDescriptors);
      this.#waiting.get(answer.number)!(answer);
      this.#waiting.delete(answer.number);
    });
    this.#thread.on('error', error => {
      this.#error = error as Error;
    });
    const { promise: left, resolve: leave } = Promise.withResolvers<void>();
    this.#leave = leave;
    const exited = new Promise<void>(resolve =>
      this.#thread.on('exit', status => {
        this.#error ??= new Error(`exit status ${status}`);
        resolve();
      }),
    );
    this.#gone = Promise.race([exited, left]);
    void this.#gone.then(() => {
      this.#isGone = true;
      isNeverReady(this.#failure('its start'));
      for (const resolve of this.#waiting.values()) resolve('gone');
    });
  }

  /** How many requests aren't answered yet. */
  get load(): number {
    return this.#waiting.size;
  }

  /**
   * What a request leads to.
   *
   * @param originOf names the work that is under way, by the index of the running case
   * @returns undefined if the thread was cancelled, and has ended or goes on all the same
   * @throws HarnessError `worker-failed` if the thread has ended by itself; any error that the request has led to
   */
  async answer(request: WorkRequest, originOf: (index: number) => string): Promise<WorkAnswer | undefined> {
    const number = this.#number++;
    const { promise, resolve } = Promise.withResolvers<Answer | 'gone'>();
    this.#waiting.set(number, resolve);
    if (this.#isGone) resolve('gone');
    this.#post({ ...request, number });
    const answer = await promise;
    if (answer === 'gone') {
      if (this.#cancelled) return undefined;
      throw this.#failure(originOf(this.#control.runningCase));
    }
    if (answer.kind === 'failed') throw fromPlainError(answer.error);
    return answer;
  }

  /** Ends the program that it runs, and what it does. Leaves the thread alone if that goes on all the same. */
  cancel(by: 'signal' | 'time'): void {
    this.#cancelled = true;
    this.#control.cancel(by);
    this.#post({ kind: 'cancel' });
    const timer = setTimeout(() => {
      if (this.load > 0) this.#abandon();
    }, patience);
    timer.unref();
  }

  /** Kills the program that the thread runs, and lets it start no other. What it does in between may go on for a while. */
  halt(): void {
    this.#control.halt();
  }

  /** Ends the thread, and what it does. */
  async close(): Promise<void> {
    this.cancel('signal');
    this.#post({ kind: 'exit' });
    const timer = setTimeout(() => this.#abandon(), patience);
    await this.#gone;
    clearTimeout(timer);
  }

  /**
   * Leaves the thread alone, and kills the program that it runs: it ends when it has come to the end of its work, or with the process.
   * Stopping it where it is could abort the process; see `endWithThreads`.
   */
  #abandon(): void {
    if (this.#isGone) return;
    this.halt();
    this.#error ??= new Error('it did not come to an end');
    this.#thread.once('exit', endWithThreads());
    this.#thread.unref();
    this.#leave();
  }

  #post(request: WorkerRequest): void {
    this.#thread.postMessage(request);
  }

  /** The thread has ended by itself. */
  #failure(where: string): HarnessError {
    const isFull = (this.#error as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const what = isFull ? 'ran out of memory' : `ended: ${this.#error!.message}`;
    return new HarnessError('worker-failed', `a worker ${what} in ${where}`, {
      next: 'This is a fault of map-parity: please report it. What was found before is stored.',
      cause: this.#error,
    });
  }
}

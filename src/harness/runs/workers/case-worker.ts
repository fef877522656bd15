import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Coverage, emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import type { CaseFolder } from '../../files/scratch.ts';
import type { StoredSighting } from '../../finding/investigate.ts';
import { heldTogether } from '../../parties/child/child-output.ts';
import {
  cancelledBy,
  isCancelled,
  runningPid,
  startingPid,
} from '../../parties/child/child-thread-messages.ts';
import { endWithThreads } from '../../parties/child/exit-at-once.ts';
import { signalGroup } from '../../parties/child/process-group.ts';
import type { PlainLab } from '../../parties/plain-lab.ts';
import type { CrewPlan } from './crew.ts';
import { fromPlainSighting, toPlainSighting } from './plain-record.ts';
import {
  fromPlainError,
  type PlainResult,
  type PlainTasks,
  runningCase,
  separation,
  separations,
  type WorkerAnswer,
  type WorkerRequest,
  type WorkerStart,
  workerNumbers,
} from './worker-messages.ts';
import { type KindName, type Kinds, type Work, works } from './works.ts';

/**
 * Megabytes of young objects. What cases need is dropped soon: with node's 48, each worker would take twice its memory. There is
 * no limit of old objects, so that no case can meet it: `collectIfGrown` keeps them few.
 */
const youngMegabytes = 8;

/** Milliseconds that a worker has to come to an end once it is cancelled: a map of ours may keep it busy for ten seconds. */
const patience = 1_000;

/** Milliseconds that the main thread waits for a worker that gets descriptors of its own. */
const longestSeparation = 10_000;

type Answered = Exclude<WorkerAnswer, { readonly kind: 'started' | 'ready' }>;

/** What some tasks came to, and how many milliseconds they took. */
export interface TimedResult<Name extends KindName> {
  readonly result: Kinds[Name]['result'];
  readonly milliseconds: number;
}

/** A thread that does tasks, like running a case whole, one after the other. */
export class CaseWorker {
  /** What its drawn cases cover. */
  readonly coverage: Coverage = emptyCoverage(bytes => new Uint8Array(new SharedArrayBuffer(bytes)));
  /** Settles when it has started: whether with descriptors of its own. Rejects if it can't be started. */
  readonly ready: Promise<boolean>;
  readonly #plan: CrewPlan;
  readonly #folder: CaseFolder;
  readonly #shared = new Int32Array(new SharedArrayBuffer(4 * workerNumbers));
  readonly #thread: Worker;
  /** Settles when the thread has ended, or is left alone. */
  readonly #gone: Promise<void>;
  readonly #leave: () => void;
  /** By the number of a request. `gone`: the thread has ended, or is left alone. */
  readonly #waiting = new Map<number, (answer: Answered | 'gone') => void>();
  #number = 0;
  #cancelled = false;
  #isGone = false;
  #error: Error | undefined;

  /** @param longest as of `Pace`, shared by all workers */
  constructor(plan: CrewPlan, lab: PlainLab, longest: Int32Array) {
    this.#plan = plan;
    this.#folder = plan.scratch.caseFolder();
    const { seed, features, without, attacked, findings, known } = plan;
    const start: WorkerStart = {
      lab,
      folder: this.#folder.path,
      source: { seed, features, ...(without && { without }), ...(attacked && { attacked }) },
      findings,
      known,
      shared: this.#shared,
      bytesHeld: heldTogether(),
      coverage: this.coverage,
      longest,
    };
    this.#thread = new Worker(workerProgram(), {
      workerData: start,
      execArgv: [],
      // Node would warn about each descriptor that the thread closes, because the C library opened it.
      trackUnmanagedFds: false,
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    });
    const { promise, resolve: isReady, reject: isNeverReady } = Promise.withResolvers<boolean>();
    this.ready = promise;
    this.#thread.on('message', (answer: WorkerAnswer) => {
      if (answer.kind === 'started') return this.#separate();
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
   * Does tasks of one kind, one after the other. If the thread goes on after it was cancelled, they are left.
   *
   * @throws HarnessError `worker-failed` if the thread has ended by itself; any error that a task has led to
   */
  async do<Name extends KindName>(
    name: Name,
    tasks: readonly Kinds[Name]['task'][],
  ): Promise<TimedResult<Name>> {
    const work: Work<Kinds[Name]> = works[name];
    const answer = await this.#request({ kind: 'do', name, tasks: tasks.map(work.toPlainTask) }, running =>
      work.title(tasks, running, this.#plan),
    );
    if (answer === undefined) return { result: work.left(tasks), milliseconds: 0 };
    const { result, milliseconds } = answer as PlainResult<Name>;
    return { result: work.fromPlainResult(result, this.#plan.parties.oracles), milliseconds };
  }

  /**
   * As `reduceStored`. If the thread goes on after it was cancelled, the sighting stays as it is.
   *
   * @throws as `do`
   */
  async reduce(sighting: StoredSighting, reduction: number, origin: string): Promise<StoredSighting> {
    const request = { kind: 'reduce', sighting: toPlainSighting(sighting), reduction, origin } as const;
    const answer = await this.#request(request, () => `the reduction of ${origin}`);
    if (answer === undefined) return sighting;
    return fromPlainSighting((answer as Answered & { kind: 'reduced' }).sighting, this.#plan.parties.oracles);
  }

  /** Ends the program that it runs, and what it does. Leaves the thread alone if that goes on all the same. */
  cancel(by: 'signal' | 'time'): void {
    this.#cancelled = true;
    // A halted thread stays halted.
    Atomics.compareExchange(this.#shared, isCancelled, cancelledBy.nothing, cancelledBy[by]);
    this.#thread.postMessage({ kind: 'cancel' } satisfies WorkerRequest);
    const timer = setTimeout(() => {
      if (this.load > 0) this.leave();
    }, patience);
    timer.unref();
  }

  /**
   * Leaves the thread alone, and kills the program that it runs: it ends when it has come to the end of its work, or with the process.
   * Stopping it where it is could abort the process; see `endWithThreads`.
   */
  leave(): void {
    if (this.#isGone) return;
    this.halt();
    this.#error ??= new Error('it did not come to an end');
    this.#thread.once('exit', endWithThreads());
    this.#thread.unref();
    this.#leave();
  }

  /** Kills the program that the thread runs, and lets it start no other. What it does in between may go on for a while. */
  halt(): void {
    Atomics.store(this.#shared, isCancelled, cancelledBy.end);
    // Starting a program takes some milliseconds when all cores are busy.
    Atomics.wait(this.#shared, runningPid, startingPid, patience);
    const pid = Atomics.load(this.#shared, runningPid);
    if (pid > 0) signalGroup(pid, 'SIGKILL');
  }

  /** Ends the thread, and what it does. */
  async close(): Promise<void> {
    this.cancel('signal');
    this.#thread.postMessage({ kind: 'exit' } satisfies WorkerRequest);
    const timer = setTimeout(() => this.leave(), patience);
    await this.#gone;
    clearTimeout(timer);
    this.#folder.drop();
  }

  /** Stands still while the thread gets descriptors of its own: some milliseconds, and not for ever if the thread dies meanwhile. */
  #separate(): void {
    Atomics.store(this.#shared, separation, separations.allowed);
    Atomics.notify(this.#shared, separation);
    Atomics.wait(this.#shared, separation, separations.allowed, longestSeparation);
  }

  async #request(request: Unnumbered, originOf: (index: number) => string): Promise<Answered | undefined> {
    const number = this.#number++;
    const { promise, resolve } = Promise.withResolvers<Answered | 'gone'>();
    this.#waiting.set(number, resolve);
    if (this.#isGone) resolve('gone');
    this.#thread.postMessage({ ...request, number } satisfies WorkerRequest);
    const answer = await promise;
    if (answer === 'gone') {
      if (this.#cancelled) return undefined;
      throw this.#failure(originOf(Atomics.load(this.#shared, runningCase)));
    }
    if (answer.kind === 'failed') throw fromPlainError(answer.error);
    return answer;
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

/** The program of a worker. In a checkout it is the bundle that ci/map-parity names, if it is there, else the source. */
function workerProgram(): string {
  const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  if (import.meta.url.endsWith('.js')) return beside('./worker-main.js');
  const { MAP_PARITY_WORKER: bundle } = process.env;
  return bundle !== undefined && existsSync(bundle) ? bundle : beside('./worker-main.ts');
}

type Unnumbered =
  | Omit<PlainTasks<KindName>, 'number'>
  | Omit<Extract<WorkerRequest, { readonly kind: 'reduce' }>, 'number'>;

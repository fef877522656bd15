import { emptyCoverage, joinCoverage } from '../../../../../generators/coverage/coverage.ts';
import { isTimeUp } from '../../../basics/time-up.ts';
import { libc } from '../../../parties/child/libc.ts';
import { openThreadPool } from '../../../parties/child/own-descriptors.ts';
import type { PlainLab } from '../../../parties/plain-lab.ts';
import { CaseWorker } from '../case-worker.ts';
import { exposeCollector } from '../garbage.ts';
import type { KindName, Kinds } from '../works.ts';
import type { Crew, CrewPlan } from './crew.ts';

/** Milliseconds of tasks that a worker is given at once. It has two such batches, so that it never waits for the next one. */
const batchTime = 20;
/** Tasks of the largest batch. */
const largestBatch = 16;

/**
 * Milliseconds between two times that freed memory is given back. Cases leave holes in the memory of each thread: after 150
 * cases without an oracle, a worker holds 37 MB that nobody uses. It costs no CPU that one could measure.
 */
const trimInterval = 1_000;

/**
 * A crew of a worker thread for each job. They do nothing before all have started.
 *
 * @throws HarnessError `worker-failed` if one can't be started
 */
export async function openWorkerCrew(plan: CrewPlan, lab: PlainLab): Promise<Crew | undefined> {
  const { jobs, parties } = plan;
  await openThreadPool();
  exposeCollector();
  const longest = new Int32Array(new SharedArrayBuffer(4));
  const workers = Array.from({ length: jobs }, () => new CaseWorker(plan, lab, longest));
  const feeds: Feeds = new Map(workers.map(worker => [worker, Promise.resolve()]));
  const onCancel = (): void => {
    for (const worker of workers) worker.thread.cancel(isTimeUp(parties.cancel!) ? 'time' : 'signal');
  };
  const onExit = (): void => {
    for (const worker of workers) worker.thread.halt();
    // What they have begun in the scratch folder should end before that is removed.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, timeToStop);
  };
  if (parties.cancel?.aborted) onCancel();
  parties.cancel?.addEventListener('abort', onCancel);
  process.prependListener('exit', onExit);
  const trimming = setInterval(() => libc()?.trim(), trimInterval).unref();
  const close = async (): Promise<void> => {
    clearInterval(trimming);
    parties.cancel?.removeEventListener('abort', onCancel);
    process.off('exit', onExit);
    await Promise.all(workers.map(worker => worker.close()));
  };
  const idlest = (): CaseWorker =>
    workers.reduce((best, worker) => (worker.thread.load < best.thread.load ? worker : best));
  const crew: Crew = {
    run: (name, next, done) => runOn(feeds, name, next, done),
    reduce: (...sighting) => idlest().reduce(...sighting),
    coverage: () => workers.map(({ coverage }) => coverage).reduce(joinCoverage, emptyCoverage()),
    close,
  };
  try {
    const ready = await Promise.all(workers.map(worker => worker.thread.ready));
    if (ready.every(hasOwnDescriptors => hasOwnDescriptors)) return crew;
    await close();
    return undefined;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Milliseconds in which a halted thread comes to the end of what it is writing. */
const timeToStop = 20;

/** When each worker has done what it was given. */
type Feeds = Map<CaseWorker, Promise<unknown>>;

/**
 * Keeps workers busy with the tasks that `next` gives. After a failure no more are taken; what is under way is done. A worker that an
 * earlier call still keeps busy joins when it is free.
 */
async function runOn<Name extends KindName>(
  feeds: Feeds,
  name: Name,
  next: () => Kinds[Name]['task'] | undefined,
  done: (result: Kinds[Name]['result'], tasks: readonly Kinds[Name]['task'][]) => void,
): Promise<void> {
  const failures: unknown[] = [];
  const nextUnlessFailed = (): Kinds[Name]['task'] | undefined => (failures.length > 0 ? undefined : next());
  /** Of a task, as a moving average; the first batch has one. */
  let milliseconds = batchTime;
  const runBatch = async (worker: CaseWorker, tasks: readonly Kinds[Name]['task'][]): Promise<void> => {
    try {
      const { result, milliseconds: took } = await worker.do(name, tasks);
      milliseconds += (took / tasks.length - milliseconds) / 4;
      done(result, tasks);
    } catch (error) {
      failures.push(error);
    }
  };
  const feed = async (worker: CaseWorker): Promise<void> => {
    const underWay = new Set<Promise<void>>();
    for (;;) {
      // A slow task must not wait behind another one: none may begin when the time is over.
      const batches = milliseconds < batchTime ? 2 : 1;
      while (underWay.size >= batches) await Promise.race(underWay);
      const tasks = takeUpTo(
        Math.max(1, Math.min(largestBatch, Math.floor(batchTime / milliseconds))),
        nextUnlessFailed,
      );
      if (tasks.length === 0) break;
      const batch = runBatch(worker, tasks).finally(() => underWay.delete(batch));
      underWay.add(batch);
    }
    await Promise.all(underWay);
  };
  for (const [worker, before] of feeds)
    feeds.set(
      worker,
      before.then(() => feed(worker)),
    );
  await Promise.all(feeds.values());
  if (failures.length > 0) throw failures[0];
}

function takeUpTo<Task>(most: number, next: () => Task | undefined): Task[] {
  const tasks: Task[] = [];
  while (tasks.length < most) {
    const task = next();
    if (task === undefined) break;
    tasks.push(task);
  }
  return tasks;
}

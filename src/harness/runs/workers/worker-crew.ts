import { emptyCoverage, joinCoverage } from '../../../../generators/coverage/coverage.ts';
import { isTimeUp } from '../../basics/time-up.ts';
import { openThreadPool } from '../../parties/child/own-descriptors.ts';
import type { PlainLab } from '../../parties/plain-lab.ts';
import type { CaseTask } from './case-task.ts';
import { CaseWorker } from './case-worker.ts';
import type { Crew, CrewPlan } from './crew.ts';

/** Milliseconds of cases that a worker is given at once. It has two such batches, so that it never waits for the next one. */
const batchTime = 20;
/** Cases of the largest batch. */
const largestBatch = 16;

/**
 * A crew of a worker thread for each job. They run no case before all have started.
 *
 * @throws HarnessError `worker-failed` if one can't be started
 */
export async function openWorkerCrew(plan: CrewPlan, lab: PlainLab): Promise<Crew | undefined> {
  const { jobs, parties } = plan;
  await openThreadPool();
  const longest = new Int32Array(new SharedArrayBuffer(4));
  const workers = Array.from({ length: jobs }, () => new CaseWorker(plan, lab, longest));
  const onCancel = (): void => {
    for (const worker of workers) worker.cancel(isTimeUp(parties.cancel!) ? 'time' : 'signal');
  };
  const onExit = (): void => {
    for (const worker of workers) worker.kill();
    // What they have begun in the scratch folder must end before that is removed.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, timeToStop);
  };
  if (parties.cancel?.aborted) onCancel();
  parties.cancel?.addEventListener('abort', onCancel);
  process.prependListener('exit', onExit);
  const close = async (): Promise<void> => {
    parties.cancel?.removeEventListener('abort', onCancel);
    process.off('exit', onExit);
    await Promise.all(workers.map(worker => worker.close()));
  };
  const idlest = (): CaseWorker =>
    workers.reduce((best, worker) => (worker.load < best.load ? worker : best));
  const crew: Crew = {
    run: (next, done) => runOn(workers, next, done),
    reduce: (...sighting) => idlest().reduce(...sighting),
    coverage: () => workers.map(({ coverage }) => coverage).reduce(joinCoverage, emptyCoverage()),
    close,
  };
  try {
    const ready = await Promise.all(workers.map(worker => worker.ready));
    if (ready.every(hasOwnDescriptors => hasOwnDescriptors)) return crew;
    await close();
    return undefined;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Milliseconds in which a thread that is being terminated comes to the end of a call of the system. */
const timeToStop = 20;

/** Keeps workers busy with the tasks that `next` gives. After a failure no more are taken; what is under way is done. */
async function runOn(
  workers: readonly CaseWorker[],
  next: () => CaseTask | undefined,
  done: Parameters<Crew['run']>[1],
): Promise<void> {
  const failures: unknown[] = [];
  const nextUnlessFailed = (): CaseTask | undefined => (failures.length > 0 ? undefined : next());
  /** Of a case, as a moving average; the first batch has one. */
  let milliseconds = batchTime;
  const runBatch = async (worker: CaseWorker, tasks: readonly CaseTask[]): Promise<void> => {
    try {
      const { record, milliseconds: took } = await worker.check(tasks);
      milliseconds += (took / tasks.length - milliseconds) / 4;
      done(record);
    } catch (error) {
      failures.push(error);
    }
  };
  const feed = async (worker: CaseWorker): Promise<void> => {
    const underWay = new Set<Promise<void>>();
    for (;;) {
      // A slow case must not wait behind another one: no case may begin when the time is over.
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
  await Promise.all(workers.map(feed));
  if (failures.length > 0) throw failures[0];
}

function takeUpTo(most: number, next: () => CaseTask | undefined): CaseTask[] {
  const tasks: CaseTask[] = [];
  while (tasks.length < most) {
    const task = next();
    if (task === undefined) break;
    tasks.push(task);
  }
  return tasks;
}

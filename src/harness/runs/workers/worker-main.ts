import { parentPort, workerData } from 'node:worker_threads';
import { abortForTime } from '../../basics/time-up.ts';
import { caseFolders, type Scratch } from '../../files/scratch.ts';
import { reduceStored } from '../../finding/investigate.ts';
import { shareBytesHeld } from '../../parties/child/child-output.ts';
import { cancelledBy, isCancelled } from '../../parties/child/child-thread-messages.ts';
import { libc } from '../../parties/child/libc.ts';
import { ownDescriptors } from '../../parties/child/own-descriptors.ts';
import { partiesOf } from '../../parties/plain-lab.ts';
import { blockingScheduler } from './blocking-scheduler.ts';
import { Pace } from './case/pace.ts';
import { collectIfGrown } from './garbage.ts';
import { fromPlainSighting, toPlainSighting } from './plain-record.ts';
import {
  type PlainTasks,
  runningCase,
  separation,
  separations,
  toPlainError,
  type WorkerAnswer,
  type WorkerRequest,
  type WorkerStart,
} from './worker-messages.ts';
import { type KindName, type Kinds, type Work, works } from './works.ts';

// The program of a worker: it does one task after the other, and blocks while a program runs that it has started.

const { lab, folder, source, findings, known, shared, bytesHeld, coverage, longest } =
  workerData as WorkerStart;
shareBytesHeld(bytesHeld);
const port = parentPort!;
const cancel = new AbortController();

/** No message comes while the thread is busy, so shared memory says that the work is cancelled. */
function heed(): void {
  const why = Atomics.load(shared, isCancelled);
  if (why === cancelledBy.nothing || cancel.signal.aborted) return;
  if (why === cancelledBy.time) abortForTime(cancel);
  else cancel.abort();
}

const makeFolder = caseFolders(folder);
const scratch: Scratch = {
  folder,
  holes: lab.holes,
  caseFolder: index => {
    heed();
    return makeFolder(index);
  },
  // Whoever has made the folder around it removes it.
  close: () => {},
};
const parties = { ...partiesOf(lab), cancel: cancel.signal, scheduler: blockingScheduler(shared, heed) };
const shop = {
  ...{ parties, scratch, source, findings, known, coverage },
  pace: new Pace(longest),
  began: (index: number) => void Atomics.store(shared, runningCase, index),
};

type Numbered = Extract<WorkerRequest, { readonly number: number }>;

async function answerTo(request: Numbered): Promise<WorkerAnswer> {
  const { number } = request;
  try {
    if (request.kind === 'do') {
      const began = performance.now();
      const result = await done(request);
      return { kind: 'done', number, result, milliseconds: performance.now() - began };
    }
    const { reduction, origin } = request;
    const sighting = fromPlainSighting(request.sighting, parties.oracles);
    const reduced = await reduceStored(
      { ...shop, ...(source.without && { without: source.without }), reduction },
      sighting,
      origin,
    );
    return { kind: 'reduced', number, sighting: toPlainSighting(reduced) };
  } catch (error) {
    return { kind: 'failed', number, error: toPlainError(error) };
  }
}

async function done<Name extends KindName>({
  name,
  tasks,
}: PlainTasks<Name>): Promise<Kinds[Name]['plainResult']> {
  const work: Work<Kinds[Name]> = works[name];
  const whole = tasks.map(task => work.fromPlainTask(task, parties.oracles));
  return work.toPlainResult(await work.run(shop, whole));
}

let last: Promise<void> = Promise.resolve();
port.on('message', (request: WorkerRequest) => {
  if (request.kind === 'cancel') return heed();
  last = last.then(async () => {
    if (request.kind === 'exit') return port.close();
    port.postMessage(await answerTo(request));
    collectIfGrown();
  });
});
// What takes time is done before the main thread stands still.
libc();
port.postMessage({ kind: 'started' } satisfies WorkerAnswer);
Atomics.wait(shared, separation, separations.shared);
const hasOwn = ownDescriptors();
Atomics.store(shared, separation, separations.done);
Atomics.notify(shared, separation);
port.postMessage({ kind: 'ready', ownDescriptors: hasOwn } satisfies WorkerAnswer);

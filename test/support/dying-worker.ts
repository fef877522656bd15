import { parentPort, workerData } from 'node:worker_threads';
import { inflateSync } from 'node:zlib';
import { cancelledBy, isCancelled } from '../../src/harness/parties/child/child-thread-messages.ts';

// A worker that starts, and ends by itself, or comes to no end for a while, as soon as it has a case: DYING_WORKER says how.

const emptyStream = Buffer.from('789c030000000001', 'hex');
const shared = workerData.shared as Int32Array;
const ways: Readonly<Record<string, () => void>> = {
  throws: () => {
    throw new Error('the moon is full');
  },
  exits: () => process.exit(7),
  // By large objects: a heap of small ones can outgrow what node adds to the limit before the thread is stopped, and node aborts.
  fills: () => {
    for (const all: unknown[] = []; ; ) all.push(new Array(100_000).fill(0.5));
  },
  // Until it is left to itself. Stopped there, it could abort the process.
  inflates: () => {
    while (Atomics.load(shared, isCancelled) !== cancelledBy.end) inflateSync(emptyStream);
  },
};

parentPort!.on('message', ({ kind, tasks }) => {
  if (kind === 'exit') return parentPort!.close();
  if (kind !== 'do') return;
  Atomics.store(shared, 2, tasks[0].index);
  ways[process.env.DYING_WORKER!]!();
});
parentPort!.postMessage({ kind: 'ready', ownDescriptors: true });

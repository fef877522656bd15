import { parentPort, workerData } from 'node:worker_threads';

// A worker that starts, and ends by itself as soon as it has a case: how is the first word of the folder of findings.

const shared = workerData.shared as Int32Array;
const ways: Readonly<Record<string, () => void>> = {
  throws: () => {
    throw new Error('the moon is full');
  },
  exits: () => process.exit(7),
  fills: () => {
    for (const all: unknown[] = []; ; ) all.push(Array.from({ length: 1000 }, () => ({})));
  },
};

parentPort!.on('message', ({ kind, tasks }) => {
  if (kind === 'exit') return parentPort!.close();
  if (kind !== 'do') return;
  Atomics.store(shared, 2, tasks[0].index);
  ways[process.env.DYING_WORKER!]!();
});
parentPort!.postMessage({ kind: 'ready', ownDescriptors: true });

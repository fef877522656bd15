import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { collectIfGrown } from '../../src/harness/runs/workers/garbage.ts';

// A worker that grows by 1 MB and by 20 MB, and says what was collected: the weak reference holds until the whole heap is looked through.

const collected = async (megabytes: number): Promise<{ collects: boolean; isGone: boolean }> => {
  const reference = new WeakRef({});
  // It is held until this turn of the event loop ends.
  await setImmediate();
  const grown = Buffer.alloc(megabytes * 2 ** 20);
  const collects = collectIfGrown();
  return { collects, isGone: reference.deref() === undefined && grown.length > 0 };
};

collectIfGrown();
parentPort!.postMessage({ little: await collected(1), much: await collected(20) });

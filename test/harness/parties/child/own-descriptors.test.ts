import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { openThreadPool } from '../../../../src/harness/parties/child/own-descriptors.ts';

const file = fileURLToPath(new URL('../../../support/own-descriptors-worker.ts', import.meta.url));
const { SIGCHLD, SIGINT, SIGSEGV } = constants.signals;

/** Whether a set of signals has one. */
const has = (signals: bigint, signal: number): boolean => ((signals >> BigInt(signal - 1)) & 1n) === 1n;

test('a worker opens descriptors of its own, runs children, and leaves signals to other threads', async () => {
  await openThreadPool();
  const before = readdirSync('/proc/self/fd').length;
  const worker = new Worker(file, { execArgv: [], trackUnmanagedFds: false });
  const [told] = await once(worker, 'message');
  expect(told).toMatchObject({ isDone: true, printed: 'here\n', listeners: 0 });
  expect([SIGCHLD, SIGINT, SIGSEGV].map(signal => has(told.blocked, signal))).toEqual([true, true, false]);
  // Those of its event loop alone are open here too.
  expect(readdirSync('/proc/self/fd').length - before).toBeLessThan(20);
  await worker.terminate();
});

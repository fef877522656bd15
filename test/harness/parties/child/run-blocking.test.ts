import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { heldTogether } from '../../../../src/harness/parties/child/child-output.ts';
import {
  cancelledBy,
  isCancelled,
  runningPid,
  sharedNumbers,
  type ThreadRequest,
  type ThreadStart,
} from '../../../../src/harness/parties/child/child-thread-messages.ts';
import { libc } from '../../../../src/harness/parties/child/libc.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const main = fileURLToPath(
  new URL('../../../../src/harness/parties/child/child-thread-main.ts', import.meta.url),
);

test.skipIf(libc() === undefined)('a thread starts no child once the process is ending', async () => {
  const shared = new Int32Array(new SharedArrayBuffer(4 * sharedNumbers));
  const workerData: ThreadStart = { shared, bytesHeld: heldTogether() };
  const thread = new Worker(main, { workerData, execArgv: [], trackUnmanagedFds: false });
  const run = (name: string): Promise<unknown> => {
    const command = { file: '/bin/sh', argv: ['sh', '-c', `touch ${name}`], env: {}, folder: folder.path };
    const limits = { milliseconds: 20_000, bytes: 1024, killSignal: 'SIGKILL' } as const;
    thread.postMessage({ kind: 'run', number: 0, command, limits } satisfies ThreadRequest);
    return new Promise(resolve => thread.once('message', resolve));
  };
  await run('first');
  expect(existsSync(join(folder.path, 'first'))).toBe(true);

  Atomics.store(shared, isCancelled, cancelledBy.end);
  const ended = await Promise.race([run('second'), pause(200, 'waits')]);
  expect(ended).toBe('waits');
  expect(existsSync(join(folder.path, 'second'))).toBe(false);
  // Who ends the process finds no child to kill, and none on its way.
  expect(Atomics.load(shared, runningPid)).toBe(0);
  await thread.terminate();
});

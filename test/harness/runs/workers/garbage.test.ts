import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { exposeCollector } from '../../../../src/harness/runs/workers/garbage.ts';

test('the garbage of a thread is collected once it has grown by 16 MB', async () => {
  exposeCollector();
  const file = fileURLToPath(new URL('../../../support/growing-worker.ts', import.meta.url));
  const [said] = await once(new Worker(file, { execArgv: [] }), 'message');
  expect(said).toEqual({
    little: { collects: false, isGone: false },
    much: { collects: true, isGone: true },
  });
});

import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { emptyCoverage } from '../../../../generators/coverage/coverage.ts';
import { heldTogether } from '../../../../src/harness/parties/child/child-output.ts';
import { plainLabOf } from '../../../../src/harness/parties/plain-lab.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import { noFindings, noSource } from '../../../../src/harness/runs/workers/crew/crew.ts';
import { exposeCollector } from '../../../../src/harness/runs/workers/garbage.ts';
import {
  separation,
  separations,
  type WorkerRequest,
  type WorkerStart,
  workerNumbers,
} from '../../../../src/harness/runs/workers/worker-messages.ts';
import { freshScratch } from '../../../support/fresh-scratch.ts';
import { judgedByModel } from '../../../support/investigation.ts';
import { oneGolden } from '../../../support/one-golden.ts';

const fresh = freshScratch();

const support = (name: string): string => fileURLToPath(new URL(`../../../support/${name}`, import.meta.url));

test('the garbage of a thread is collected once it has grown by 16 MB', async () => {
  exposeCollector();
  const [said] = await once(new Worker(support('growing-worker.ts'), { execArgv: [] }), 'message');
  expect(said).toEqual({
    little: { collects: false, isGone: false },
    much: { collects: true, isGone: true },
  });
});

test('a worker collects what its start and its first task have left, after its answer', async () => {
  const start: WorkerStart = {
    ...noFindings,
    lab: plainLabOf({ parties: judgedByModel(inProcess), scratch: fresh.scratch })!,
    folder: fresh.scratch.folder,
    source: noSource,
    shared: new Int32Array(new SharedArrayBuffer(4 * workerNumbers)),
    bytesHeld: heldTogether(),
    coverage: emptyCoverage(),
    longest: new Int32Array(new SharedArrayBuffer(4)),
  };
  // This thread starts no program meanwhile.
  start.shared[separation] = separations.allowed;
  const worker = new Worker(support('collecting-worker.ts'), {
    workerData: start,
    execArgv: [],
    trackUnmanagedFds: false,
  });
  const said: string[] = [];
  worker.on('message', ({ kind }) => said.push(kind));
  const ask = (request: WorkerRequest): void => worker.postMessage(request);
  ask({ kind: 'do', number: 0, name: 'goldens', tasks: [oneGolden('001-unallocated')] });
  ask({ kind: 'exit' });
  await once(worker, 'exit');
  expect(said).toEqual(['started', 'ready', 'done', 'collected']);
});

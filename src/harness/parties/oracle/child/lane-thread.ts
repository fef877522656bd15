import { closeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { Child, type ChildLimits, type ChildResult } from './child.ts';
import { isCancelled, type LaneAnswer, type LaneMessage, runningPid } from './lane-messages.ts';
import { type Libc, libc } from './libc.ts';
import { type Spawned, type Spawning, spawnChild } from './spawn-child.ts';

// Runs the children of one lane, one after the other, and does nothing else: it blocks while they run.

const state = workerData as Int32Array;
const port = parentPort!;
const calls = libc();
const POLLIN = 1;

/** In milliseconds: so long a child waits for us that fills its pipe, or is to be ended. */
const patience = 10;
/** The same where the kernel has no descriptors of processes, and nothing else says that one has ended. */
const shortPatience = 1;

port.on('message', async (message: LaneMessage) => {
  if (message === 'end') return port.close();
  const { number, spawning, limits } = message;
  const result = calls === undefined ? undefined : await run(calls, spawning, limits);
  port.postMessage({ number, result } satisfies LaneAnswer);
});

async function run(libc: Libc, spawning: Spawning, limits: ChildLimits): Promise<LaneAnswer['result']> {
  const spawned = await spawnChild({ ...libc, spawn: async (...args) => libc.spawnHere(...args) }, spawning);
  if (spawned.kind === 'failed') return spawned;
  Atomics.store(state, runningPid, spawned.pid);
  const ended = runToEnd(libc, spawned, new Child(libc, spawned, limits));
  Atomics.store(state, runningPid, 0);
  // What node keeps small buffers in together would be sent whole.
  return {
    kind: 'ended',
    ...ended,
    stdout: new Uint8Array(ended.stdout),
    stderr: new Uint8Array(ended.stderr),
  };
}

function runToEnd(libc: Libc, { pid }: Spawned, child: Child): ChildResult {
  const end = libc.pidfdOpen(pid);
  const descriptors = Buffer.alloc(8);
  descriptors.writeInt32LE(end, 0);
  descriptors.writeInt16LE(POLLIN, 4);
  let told = false;
  let result: ChildResult | undefined;
  while (result === undefined) {
    libc.poll(descriptors, 1, end < 0 ? shortPatience : patience);
    if (!told && Atomics.load(state, isCancelled) !== 0) {
      child.stop('cancelled');
      told = true;
    }
    result = child.look();
  }
  if (end >= 0) closeSync(end);
  return result;
}

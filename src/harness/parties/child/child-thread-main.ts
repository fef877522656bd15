import { closeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { shareBytesHeld } from './child-output.ts';
import type { ChildCommand, ChildLimits, ChildRun, EndedChild } from './child-run.ts';
import {
  blocksOf,
  isCancelled,
  runningPid,
  type ThreadAnswer,
  type ThreadRequest,
  type ThreadStart,
  toMessage,
} from './child-thread-messages.ts';
import { type Libc, libc } from './libc.ts';
import { posixSpawn, type Spawned } from './posix-spawn.ts';
import { SpawnedChild } from './spawned-child.ts';

// The program of a ChildThread. It runs one child after another, and blocks while a child runs.

const { shared, bytesHeld } = workerData as ThreadStart;
shareBytesHeld(bytesHeld);
const port = parentPort!;
// A ChildThread sends commands only where it has the C library itself.
const calls = libc()!;
const POLLIN = 1;

/** Longest wait in milliseconds before a child is polled: it may have filled a pipe, passed its time, or been cancelled. */
const interval = 10;
/** The same on kernels without pidfd_open, where nothing announces the end of a child. */
const shortInterval = 1;

port.on('message', async (request: ThreadRequest) => {
  if (request.kind === 'exit') return port.close();
  const { number, command, limits } = request;
  const message = toMessage(await run(command, limits));
  port.postMessage({ number, run: message } satisfies ThreadAnswer, blocksOf(message));
});

async function run(command: ChildCommand, limits: ChildLimits): Promise<ChildRun> {
  const blocking: Libc = { ...calls, spawn: async (...args) => calls.spawnHere(...args) };
  const spawned = await posixSpawn(blocking, command);
  if (spawned.kind === 'failed') return spawned;
  Atomics.store(shared, runningPid, spawned.pid);
  const ended = runToEnd(spawned, new SpawnedChild(calls, spawned, limits));
  Atomics.store(shared, runningPid, 0);
  return ended;
}

function runToEnd({ pid }: Spawned, child: SpawnedChild): EndedChild {
  const pidfd = calls.pidfdOpen(pid);
  const pollfd = Buffer.alloc(8);
  pollfd.writeInt32LE(pidfd, 0);
  pollfd.writeInt16LE(POLLIN, 4);
  let cancelled = false;
  let ended: EndedChild | undefined;
  while (ended === undefined) {
    calls.poll(pollfd, 1, pidfd < 0 ? shortInterval : interval);
    if (!cancelled && Atomics.load(shared, isCancelled) !== 0) {
      child.stop('cancelled');
      cancelled = true;
    }
    ended = child.poll();
  }
  if (pidfd >= 0) closeSync(pidfd);
  return ended;
}

import { closeSync } from 'node:fs';
import type { ChildCommand, ChildLimits, ChildRun, EndedChild } from './child-run.ts';
import { cancelledBy, isCancelled, runningPid, startingPid } from './child-thread-messages.ts';
import type { Libc } from './libc.ts';
import { posixSpawn, type Spawned } from './posix-spawn.ts';
import { SpawnedChild } from './spawned-child.ts';

const POLLIN = 1;

/** Longest wait in milliseconds before a child is polled: it may have filled a pipe, passed its time, or been cancelled. */
const interval = 10;
/** The same on kernels without pidfd_open, where nothing announces the end of a child. */
const shortInterval = 1;

/**
 * Runs one child to its end on this thread, which it blocks: a worker, or the thread of a measurement. The child has started when this
 * returns its promise.
 *
 * @param shared numbers that other threads read and write: the pid of the child, and whether it is cancelled
 * @param meanwhile work that the thread does while the child runs, before it is blocked
 */
export async function runBlocking(
  calls: Libc,
  shared: Int32Array,
  command: ChildCommand,
  limits: ChildLimits,
  meanwhile: () => Promise<void> = async () => {},
): Promise<ChildRun> {
  Atomics.store(shared, runningPid, startingPid);
  if (Atomics.load(shared, isCancelled) === cancelledBy.end) {
    tellPid(shared, 0);
    Atomics.wait(shared, isCancelled, cancelledBy.end);
  }
  const spawned = await posixSpawn(calls, command, calls.spawnHere);
  tellPid(shared, spawned.kind === 'failed' ? 0 : spawned.pid);
  if (spawned.kind === 'failed') return spawned;
  const child = new SpawnedChild(calls, spawned, limits);
  await meanwhile();
  const ended = runToEnd(calls, shared, spawned, child);
  Atomics.store(shared, runningPid, 0);
  return ended;
}

function tellPid(shared: Int32Array, pid: number): void {
  Atomics.store(shared, runningPid, pid);
  Atomics.notify(shared, runningPid);
}

function runToEnd(calls: Libc, shared: Int32Array, { pid }: Spawned, child: SpawnedChild): EndedChild {
  const pidfd = calls.pidfdOpen(pid);
  const pollfd = Buffer.alloc(8);
  pollfd.writeInt32LE(pidfd, 0);
  pollfd.writeInt16LE(POLLIN, 4);
  let cancelled = false;
  let ended: EndedChild | undefined;
  while (ended === undefined) {
    calls.poll(pollfd, 1, pidfd < 0 ? shortInterval : interval);
    if (!cancelled && Atomics.load(shared, isCancelled) !== cancelledBy.nothing) {
      child.stop('cancelled');
      cancelled = true;
    }
    ended = child.poll();
  }
  if (pidfd >= 0) closeSync(pidfd);
  return ended;
}

import { isMainThread } from 'node:worker_threads';
import type { ChildCommand, ChildLimits, ChildRun, EndedChild } from './child-run.ts';
import type { Libc } from './libc.ts';
import { posixSpawn } from './posix-spawn.ts';
import { killAtExit } from './process-group.ts';
import { SpawnedChild } from './spawned-child.ts';

/** `RunChild` by posix_spawn. */
export async function runByPosixSpawn(
  libc: Libc,
  command: ChildCommand,
  limits: ChildLimits,
  cancel?: AbortSignal,
): Promise<ChildRun> {
  const spawned = await posixSpawn(libc, command);
  if (spawned.kind === 'failed') return spawned;
  const child = new SpawnedChild(libc, spawned, limits);
  const atExit = killAtExit(spawned.pid);
  const onCancel = (): void => child.stop('cancelled');
  if (cancel?.aborted) onCancel();
  else cancel?.addEventListener('abort', onCancel);
  return new Promise(resolve => {
    watch(child, ended => {
      atExit.disown();
      cancel?.removeEventListener('abort', onCancel);
      resolve(ended);
    });
  });
}

const running = new Map<SpawnedChild, (ended: EndedChild) => void>();

/**
 * Milliseconds between polls. SIGCHLD announces the end of a child; polls are for children that fill a pipe or pass their
 * time limit. Worker threads don't listen (see `ownDescriptors`), so they poll for the end too.
 */
const interval = isMainThread ? 10 : 2;

let timer: NodeJS.Timeout | undefined;
let listens = false;

function watch(child: SpawnedChild, onEnd: (ended: EndedChild) => void): void {
  running.set(child, onEnd);
  timer ??= setInterval(pollAll, interval);
  if (!listens && isMainThread) {
    listens = true;
    process.on('SIGCHLD', pollAll);
  }
  // SIGCHLD may have come before the child was in the table.
  poll(child, onEnd);
}

function poll(child: SpawnedChild, onEnd: (ended: EndedChild) => void): void {
  const ended = child.poll();
  if (ended === undefined) return;
  running.delete(child);
  onEnd(ended);
}

function pollAll(): void {
  for (const [child, onEnd] of running) poll(child, onEnd);
  if (running.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

import { Child, type ChildLimits, type ChildResult } from './child.ts';
import type { Libc } from './libc.ts';
import { type NotSpawned, type Spawning, spawnChild } from './spawn-child.ts';

/** What came of running a child. */
export type ChildRun = (ChildResult & { readonly kind: 'ended' }) | NotSpawned;

/**
 * Runs a child to its end. One that passes a limit or is cancelled is ended, with its process group; so are all that run
 * when this process ends.
 */
export async function runChild(
  libc: Libc,
  spawning: Spawning,
  limits: ChildLimits,
  cancel?: AbortSignal,
): Promise<ChildRun> {
  const spawned = await spawnChild(libc, spawning);
  if (spawned.kind === 'failed') return spawned;
  const child = new Child(libc, spawned, limits);
  const onCancel = (): void => child.stop('cancelled');
  if (cancel?.aborted) onCancel();
  else cancel?.addEventListener('abort', onCancel);
  return new Promise(resolve => {
    watch(child, result => {
      cancel?.removeEventListener('abort', onCancel);
      resolve({ kind: 'ended', ...result });
    });
  });
}

const running = new Map<Child, (result: ChildResult) => void>();

/**
 * In milliseconds. SIGCHLD says when a child has ended; between times one that fills its pipe waits for us, one may pass
 * its time, and in a worker thread no signal comes at all.
 */
const interval = 10;

let timer: NodeJS.Timeout | undefined;
let listens = false;

function watch(child: Child, ended: (result: ChildResult) => void): void {
  running.set(child, ended);
  timer ??= setInterval(lookAtAll, interval);
  if (!listens) {
    listens = true;
    process.on('SIGCHLD', lookAtAll);
    process.on('exit', stopAll);
  }
  // Its end may have been told before we knew of it.
  lookAt(child, ended);
}

function lookAt(child: Child, ended: (result: ChildResult) => void): void {
  const result = child.look();
  if (result === undefined) return;
  running.delete(child);
  ended(result);
}

function lookAtAll(): void {
  for (const [child, ended] of running) lookAt(child, ended);
  if (running.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

function stopAll(): void {
  for (const child of running.keys()) child.stop('cancelled');
}

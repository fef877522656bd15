import { ChildThread } from './child-thread.ts';
import type { Scheduler } from './scheduler.ts';

/** A fixed number of threads, each of which runs one child at a time. */
export interface ChildThreads extends Scheduler {
  /** Ends the children that run, and the threads. */
  close(): Promise<void>;
}

/** All that are open. One listener ends them all when this process exits: node warns of more than ten. */
const openThreads = new Set<ChildThread>();
let listens = false;

function killAtExit(threads: readonly ChildThread[]): void {
  for (const thread of threads) openThreads.add(thread);
  if (listens) return;
  listens = true;
  process.on('exit', () => {
    for (const thread of openThreads) thread.kill();
  });
}

/** Opens `count` threads. When `cancel` fires, all their children are ended. */
export function openChildThreads(count: number, cancel?: AbortSignal): ChildThreads {
  const threads = Array.from({ length: count }, () => new ChildThread());
  const next = (): ChildThread =>
    threads.reduce((best, thread) => (thread.length < best.length ? thread : best));
  const stop = (): void => {
    for (const thread of threads) thread.cancel();
  };
  const close = async (): Promise<void> => {
    cancel?.removeEventListener('abort', stop);
    for (const thread of threads) openThreads.delete(thread);
    await Promise.all(threads.map(thread => thread.close()));
  };
  if (cancel?.aborted) stop();
  cancel?.addEventListener('abort', stop);
  killAtExit(threads);
  return {
    run: (...child) => next().run(...child),
    hold: work => next().hold(work),
    close,
  };
}

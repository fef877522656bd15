import { ChildThread } from './child-thread.ts';
import type { Scheduler } from './scheduler.ts';

/** A fixed number of threads, each of which runs one child at a time. */
export interface ChildThreads extends Scheduler {
  /** Ends the children that run, and the threads. */
  close(): Promise<void>;
}

/** Opens `count` threads. When `cancel` fires, all their children are ended. */
export function openChildThreads(count: number, cancel?: AbortSignal): ChildThreads {
  const threads = Array.from({ length: count }, () => new ChildThread());
  const next = (): ChildThread =>
    threads.reduce((best, thread) => (thread.length < best.length ? thread : best));
  const stop = (): void => {
    for (const thread of threads) thread.cancel();
  };
  const kill = (): void => {
    for (const thread of threads) thread.kill();
  };
  const close = async (): Promise<void> => {
    cancel?.removeEventListener('abort', stop);
    process.off('exit', kill);
    await Promise.all(threads.map(thread => thread.close()));
  };
  if (cancel?.aborted) stop();
  cancel?.addEventListener('abort', stop);
  process.on('exit', kill);
  return {
    run: (...child) => next().run(...child),
    hold: work => next().hold(work),
    close,
  };
}

import { Lane } from './lane.ts';
import { runChild } from './run-child.ts';

/** Who decides when children run. */
export interface Turns {
  /** `runChild` when its turn has come. */
  readonly run: typeof runChild;
  /** Runs work that takes a turn, when that has come. Children that it starts are in its turn, and may take none. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

export const atOnce: Turns = { run: runChild, hold: work => work() };

export interface Lanes extends Turns {
  /** Ends the threads, and what runs. */
  close(): Promise<void>;
}

/** So many turns at a time, each on a thread of its own. When `cancel` fires, all children of theirs are ended. */
export function openLanes(count: number, cancel?: AbortSignal): Lanes {
  const lanes = Array.from({ length: count }, () => new Lane());
  const next = (): Lane => lanes.reduce((best, lane) => (lane.length < best.length ? lane : best));
  const stop = (): void => {
    for (const lane of lanes) lane.cancel();
  };
  const kill = (): void => {
    for (const lane of lanes) lane.kill();
  };
  const close = async (): Promise<void> => {
    cancel?.removeEventListener('abort', stop);
    process.off('exit', kill);
    await Promise.all(lanes.map(lane => lane.close()));
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

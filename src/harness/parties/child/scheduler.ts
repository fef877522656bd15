import type { RunChild } from './child-run.ts';
import { runChild } from './run-child.ts';

/** Decides when children run. */
export interface Scheduler {
  /** Runs a child when its turn comes. */
  readonly run: RunChild;
  /** Runs other work when its turn comes. Children that the work starts belong to this turn, and must not wait for one. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

/** Runs everything at once. */
export const unscheduled: Scheduler = { run: runChild, hold: work => work() };

import type { ChildLimits, ChildResult } from './child.ts';
import type { NotSpawned, Spawning } from './spawn-child.ts';

// What a lane and its thread tell each other.

interface LaneRequest {
  readonly number: number;
  readonly spawning: Spawning;
  readonly limits: ChildLimits;
}

/** What a thread is told: to run something, or to end. */
export type LaneMessage = LaneRequest | 'end';

export interface LaneAnswer {
  readonly number: number;
  /** Undefined where the thread can't call the C library. */
  readonly result: LaneResult | undefined;
}

type LaneResult =
  | (Omit<ChildResult, 'stdout' | 'stderr'> & {
      readonly kind: 'ended';
      readonly stdout: Uint8Array;
      readonly stderr: Uint8Array;
    })
  | NotSpawned;

// Of the numbers that both see: the process that runs, or 0, and whether all are to end.
export const runningPid = 0;
export const isCancelled = 1;
export const stateLength = 2;

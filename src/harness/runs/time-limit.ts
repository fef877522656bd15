import { abortForTime, timeGrace } from '../basics/time-up.ts';

/** How long a run may take, all its phases together. */
export interface TimeLimit {
  /** Milliseconds that are left; negative once the time is over, and infinite without a limit. Nothing new begins after it. */
  left(): number;
  /** Ends what still runs: it fires when the grace is over. */
  readonly signal: AbortSignal;
  /** Stops the clock. */
  release(): void;
}

/** Starts the clock. */
export function startTimeLimit(milliseconds: number | undefined): TimeLimit {
  const late = new AbortController();
  if (milliseconds === undefined) return { left: () => Infinity, signal: late.signal, release: () => {} };
  const end = performance.now() + milliseconds;
  // No timer of node is as long as a month.
  const timer = setTimeout(() => abortForTime(late), Math.min(milliseconds + timeGrace, 2 ** 31 - 1));
  return {
    left: () => end - performance.now(),
    signal: late.signal,
    release: () => clearTimeout(timer),
  };
}

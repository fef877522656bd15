import type { KillSignal } from '../child/child-run.ts';
import { type Scheduler, unscheduled } from '../child/scheduler.ts';
import { zeroByteIn } from '../child/zero-byte.ts';
import { commandOf, defaultLimits, type Program, type Started, type StartLimits } from './program.ts';
import { missing, startedOf } from './started.ts';

/** How a program is started and ended. */
export interface StartOptions {
  readonly limits?: StartLimits;
  /** Ends the program. */
  readonly cancel?: AbortSignal;
  /** The first signal that ends it, when it is cancelled or passes a limit; absent: SIGKILL. */
  readonly killSignal?: KillSignal;
  /** Absent: it starts at once. */
  readonly scheduler?: Scheduler;
  /** A path: stdout goes into that file, which is written anew, for maps that are too long to hold in memory. Absent: into the outcome. */
  readonly into?: string;
}

/**
 * Starts a program once, the same way each time: a fixed argv0, LC_ALL=C, POSIXLY_CORRECT unset, stdin empty, the given
 * working directory. Never throws: whatever the program does is an outcome or an oracle error. The programs that it has
 * started are ended with it.
 */
export async function start(
  program: Program,
  args: readonly string[],
  folder: string,
  {
    limits = defaultLimits,
    cancel,
    killSignal = 'SIGKILL',
    scheduler = unscheduled,
    into,
  }: StartOptions = {},
): Promise<Started> {
  const unfit = zeroByteIn([...args, folder]);
  if (unfit !== undefined) return missing(program, unfit);
  const all = { ...limits, killSignal };
  const command = { ...commandOf(program, args, folder), ...(into !== undefined && { into }) };
  return startedOf(await scheduler.run(command, all, cancel), program, all);
}

import { stat } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { libc } from './child/libc.ts';

/**
 * Lets the programs that are started from now on have a core before this thread has one, for the rest of the process: what
 * they are compared with is written and mapped while they wait for something. At two jobs on two cores that is a tenth more
 * checks a second. On Linux a priority is a thread's own, and passed on to what it begins.
 */
export async function stepBack(): Promise<void> {
  if (libc() === undefined) return;
  // Programs are started by threads of node's pool, which have to be there by now.
  await stat('.');
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

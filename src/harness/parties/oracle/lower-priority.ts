import { constants, setPriority } from 'node:os';

/**
 * Lets the threads that there are by now, and the programs that they start, have a core before this thread has one, for the
 * rest of the process: what programs are compared with is written and mapped while they wait for something. At two jobs
 * on two cores that is a tenth more checks a second. Elsewhere than on Linux priorities are not of threads.
 */
export function lowerPriority(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

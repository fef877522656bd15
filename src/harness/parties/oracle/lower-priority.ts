import { constants, setPriority } from 'node:os';

/**
 * Lowers the priority of this thread for the rest of the process. The other threads that exist now, and the programs that they
 * start, get a core first; this thread writes and maps chains while they wait. That is a tenth more checks a second, with two
 * jobs on two cores. Does nothing outside Linux, where a priority is that of the whole process.
 */
export function lowerPriority(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

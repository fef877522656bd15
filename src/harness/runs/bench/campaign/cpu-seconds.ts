import { readFileSync } from 'node:fs';

/** User and system time of all threads of this process so far, in seconds; not that of the programs that it has started. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The same of the thread that calls. Linux only, as the whole bench. (Node has a function for it since 23.9.) */
export function threadCpu(): number {
  const [nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ');
  return Number(nanoseconds) / 1e9;
}

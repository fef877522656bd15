import { readFileSync } from 'node:fs';

/** Clock ticks in which Linux counts the time of processes. */
const ticksPerSecond = 100;

/** CPU seconds of all child processes that have ended, from proc(5); 0 if the host has no such file. */
export function childCpuSeconds(): number {
  try {
    // The name of the program, in parentheses, may hold spaces; cutime and cstime are the 16th and 17th field.
    const fields = readFileSync('/proc/self/stat', 'latin1').split(') ').at(-1)!.split(' ');
    return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
  } catch {
    return 0;
  }
}

/** What `work` returns, and the CPU seconds that this thread takes for it. */
export function timed<T>(work: () => T): [result: T, seconds: number] {
  const before = threadCpuSeconds();
  const result = work();
  return [result, threadCpuSeconds() - before];
}

/** CPU seconds of this thread; of this process before Node 23.9. */
function threadCpuSeconds(): number {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1_000_000;
}

/** CPU seconds of this process. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

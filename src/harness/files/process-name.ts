import { existsSync, readlinkSync } from 'node:fs';

/**
 * The PID namespace of this process. Names of files that belong to a process contain it, because containers may share a folder,
 * and the same pid is another process in each.
 */
export function pidNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

/** The name of this process for names of files: `NAMESPACE-PID`. */
export function processName(): string {
  return `${pidNamespace()}-${process.pid}`;
}

/** Whether the process of that pid, of our own PID namespace, is running. */
export function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

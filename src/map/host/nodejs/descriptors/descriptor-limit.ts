import { readFileSync } from 'node:fs';

/** The limit of most systems. */
export const usualLimit = 1024;

/**
 * How many files a qemu-img could open if it were started in place of this process. Node raises its own limit to the hard one
 * when it starts. So the answer is the limit of the parent process, which a child starts with, or the hard limit here
 * where that is lower. Where /proc doesn't say it, the limit is the usual one.
 */
export function descriptorLimit(): number {
  return Math.min(...['self', process.ppid].map(id => softLimit(`/proc/${id}/limits`)));
}

function softLimit(path: string): number {
  try {
    const [, soft] = /^Max open files +(\d+)/m.exec(readFileSync(path, 'latin1')) ?? [];
    return soft === undefined ? usualLimit : Number(soft);
  } catch {
    return usualLimit;
  }
}

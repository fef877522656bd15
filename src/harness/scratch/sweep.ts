import { existsSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The beginning of the name of every scratch folder of this process. The process is named by its PID namespace too: the
 * same number means another process in another container, and both may share a tmpfs.
 */
export function scratchPrefix(pid: number = process.pid): string {
  return `qemu-map-parity-${pidNamespace()}-${pid}-`;
}

/** Removes the scratch folders of runs that no longer live (killed before they could clean up); returns how many. */
export function sweepScratch(parent: string): number {
  const ours = new RegExp(`^qemu-map-parity-${pidNamespace()}-(\\d+)-`);
  const left = readdirSync(parent).filter(name => {
    const pid = ours.exec(name)?.[1];
    return pid !== undefined && !existsSync(`/proc/${pid}`);
  });
  for (const name of left) rmSync(join(parent, name), { recursive: true, force: true });
  return left.length;
}

function pidNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

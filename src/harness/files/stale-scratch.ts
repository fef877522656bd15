import { existsSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The beginning of the name of every scratch folder; the number of the process and something random follow it. The PID
 * namespace is in it, since the same number means another process in another container, and both may share a tmpfs.
 */
export function scratchPrefix(): string {
  return `qemu-map-parity-${pidNamespace()}`;
}

/** Removes the scratch folders of runs that no longer live (killed before they could clean up); returns how many. */
export function removeStaleScratch(parent: string): number {
  const ours = new RegExp(`^${scratchPrefix()}-(\\d+)-`);
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

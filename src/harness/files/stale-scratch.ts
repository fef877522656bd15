import { existsSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The start of the name of every scratch folder; the pid and a random part follow. It contains the PID namespace, because two
 * containers may share a tmpfs, and the same pid is another process in each.
 */
export function scratchPrefix(): string {
  return `qemu-map-parity-${pidNamespace()}`;
}

/** Removes the scratch folders of runs that were killed before they could clean up. */
export function removeStaleScratch(parent: string): void {
  const ours = new RegExp(`^${scratchPrefix()}-(\\d+)-`);
  for (const name of readdirSync(parent)) {
    const pid = ours.exec(name)?.[1];
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function pidNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

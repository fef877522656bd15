import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endProgramsIn } from './end-programs.ts';
import { isRunning, pidNamespace } from './process-name.ts';

/**
 * The start of the name of every folder that a run makes for temporary files; the pid and a random part follow.
 */
export function scratchPrefix(): string {
  return `qemu-map-parity-${pidNamespace()}`;
}

/**
 * Removes the folders of runs that were killed before they could clean up, and kills the programs that those left running, such
 * as a qemu-nbd. What belongs to another user stays.
 */
export function removeStaleScratch(parent: string): void {
  const ours = new RegExp(`^${scratchPrefix()}-(\\d+)-`);
  for (const name of namesIn(parent)) {
    const pid = ours.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const folder = join(parent, name);
    endProgramsIn(folder);
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // It belongs to another user, or a run that started at the same time removes it.
    }
  }
}

/** None if others may not list the folder. */
function namesIn(parent: string): string[] {
  try {
    return readdirSync(parent);
  } catch {
    return [];
  }
}

import { accessSync, constants, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '../basics/harness-error.ts';
import { endProgramsIn } from './end-programs.ts';
import { type HoleSupport, probeHoles } from './hole-support.ts';
import { removeStaleScratch, scratchPrefix } from './stale-scratch.ts';

/** The folder for the chains of one run. */
export interface Scratch {
  readonly folder: string;
  /** Whether its file system keeps holes. */
  readonly holes: HoleSupport;
  /**
   * Makes an empty folder for one case. Its name ends with the index of the case in the run, if it has one: the working directory of
   * a program that hangs says what it was asked.
   */
  caseFolder(index?: number): CaseFolder;
  /** Ends the programs that still run in the folder, and removes it. */
  close(): void;
}

/** The folder for the chain of one case. */
export interface CaseFolder {
  readonly path: string;
  /** Removes the folder with everything in it. */
  drop(): void;
}

/** Free bytes that a file system must have. A campaign writes at most 8 MiB a case, and removes it at once. */
const wantedBytes = 256 * 1024 * 1024;

/**
 * Opens the scratch folder of a run: in TMPDIR if that is set, else on a tmpfs with room, else in the system's folder for
 * temporary files. The first of them that keeps holes is taken; if none does, the first. Also removes the folders of runs
 * that were killed.
 *
 * @throws HarnessError `no-scratch` when none of them can be written
 */
export async function openScratch(): Promise<Scratch> {
  const usable = scratchCandidates().filter(isUsable);
  for (const parent of usable) removeStaleScratch(parent);
  const probed = usable.map(parent => ({ parent, holes: probeHoles(parent) }));
  const chosen = probed.find(({ holes }) => holes.kind === 'supported') ?? probed[0];
  if (chosen === undefined) {
    throw new HarnessError('no-scratch', `no folder for temporary files: ${scratchCandidates().join(', ')}`, {
      next: 'Set TMPDIR to a folder that can be written to and has 256 MB free.',
    });
  }
  // Imported late: when it is loaded, tmp looks for its default folder, and fails if TMPDIR names none.
  const { dir } = await import('tmp-promise');
  const { path } = await dir({ tmpdir: chosen.parent, prefix: scratchPrefix(), keep: true });
  const remove = (): void => {
    endProgramsIn(path);
    removeFolder(path);
  };
  process.once('exit', remove);
  return {
    folder: path,
    holes: chosen.holes,
    caseFolder: caseFolders(path),
    close: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

/** Makes folders for cases in a folder. */
export function caseFolders(parent: string): Scratch['caseFolder'] {
  let cases = 0;
  return index => {
    const path = join(parent, index === undefined ? String(cases++) : `${cases++}-${index}`);
    mkdirSync(path);
    return { path, drop: () => removeFolder(path) };
  };
}

/** A thread of a run that is ended may still write into it. */
function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 10 });
}

/** The folders in which a scratch folder may be made, best first. */
export function scratchCandidates(): string[] {
  return process.env.TMPDIR ? [process.env.TMPDIR] : ['/dev/shm', tmpdir()];
}

function isUsable(parent: string): boolean {
  try {
    accessSync(parent, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(parent);
    return bavail * bsize >= wantedBytes;
  } catch {
    return false;
  }
}

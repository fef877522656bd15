import { accessSync, constants, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '../basics/harness-error.ts';
import { type Fitness, fitnessOf } from './fitness.ts';
import { removeStaleScratch, scratchPrefix } from './stale-scratch.ts';

/** A folder for the chains of one run, on a file system that was asked what it does with holes. */
export interface Scratch {
  readonly folder: string;
  readonly fitness: Fitness;
  /** How many folders of killed runs were removed. */
  readonly swept: number;
  /** A new empty folder; `drop` removes it with all that was written. */
  caseFolder(): CaseFolder;
  close(): void;
}

export interface CaseFolder {
  readonly path: string;
  drop(): void;
}

/** A campaign writes at most 8 MiB a case and drops it at once. */
const wantedBytes = 256 * 1024 * 1024;

/**
 * Opens the scratch folder: in TMPDIR where that is set, else on tmpfs, where there is one with room, else in the
 * system's folder for temporary files; the first whose file system shows holes, or the first of all where none does.
 * What a killed run left there is removed.
 *
 * @throws HarnessError `no-scratch` where none of them can be written to
 */
export async function openScratch(): Promise<Scratch> {
  const usable = scratchCandidates().filter(isUsable);
  const fitnesses = usable.map(parent => ({ parent, fitness: fitnessOf(parent) }));
  const chosen = fitnesses.find(({ fitness }) => fitness.kind === 'fit') ?? fitnesses[0];
  if (chosen === undefined) {
    throw new HarnessError('no-scratch', `no folder for temporary files: ${scratchCandidates().join(', ')}`, {
      next: 'Set TMPDIR to a folder that can be written to and has 256 MB free.',
    });
  }
  const swept = removeStaleScratch(chosen.parent);
  // Not at the top: tmp looks for its default folder when it is loaded, and fails where TMPDIR names none.
  const { dir } = await import('tmp-promise');
  const { path } = await dir({ tmpdir: chosen.parent, prefix: scratchPrefix(), keep: true });
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  let cases = 0;
  return {
    folder: path,
    fitness: chosen.fitness,
    swept,
    caseFolder: () => {
      const folder = join(path, String(cases++));
      mkdirSync(folder);
      return { path: folder, drop: () => rmSync(folder, { recursive: true, force: true }) };
    },
    close: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

/** Where a scratch folder may be, best first. */
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

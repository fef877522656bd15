import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { readCase } from '../../files/read-case.ts';
import { storedSignature } from './case-notes.ts';

/**
 * A finding on disk: a folder that holds everything by value, so that no generator is needed to read it. A settled finding's
 * folder is named for the fine form of its signature. That of any other finding also names the process that works on it, so
 * that runs can share the folder of findings.
 */
export interface StoredFinding {
  readonly folder: string;
  /** The case as it was found. */
  readonly found: string;
  /** The smallest case so far that shows the same fault. Written as soon as there is one. */
  readonly reduced: string;
  /** The report as it was printed. Written last: a finding without a report isn't settled. */
  readonly report: string;
  /** Why it could not be stored, if so: then nothing more is written, and everything else goes on. */
  unstored?: string;
}

/** The files of a finding in a folder. */
export function inFolder(folder: string): StoredFinding {
  return {
    folder,
    found: join(folder, 'found.case'),
    reduced: join(folder, 'reduced.case'),
    report: join(folder, 'report.txt'),
  };
}

/** A case as it was found, with the coarse form of its signature. */
export interface FoundCase {
  readonly coarse: string;
  readonly path: string;
  readonly value: Case;
}

/** All cases of a finding as they were found: findings of the same signature have joined it. */
export function foundCases({ folder }: StoredFinding): FoundCase[] {
  const names = readdirSync(folder).filter(name => /^found.*\.case$/.test(name));
  return names.sort().map(name => {
    const path = join(folder, name);
    const value = readCase(path);
    return { coarse: storedSignature(value), path, value };
  });
}

/** The signature of a finding's case as it was found; undefined if it could not be stored. */
export function signatureAsFound({ found, unstored }: StoredFinding): string | undefined {
  return unstored === undefined && existsSync(found) ? storedSignature(readCase(found)) : undefined;
}

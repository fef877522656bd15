import { existsSync, readdirSync } from 'node:fs';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { readCase } from '../../files/read-case.ts';
import { storedSignature } from './case-notes.ts';
import { type FoundCase, foundCases, inFolder, type StoredFinding } from './finding-folder.ts';
import { claimed } from './unsettled.ts';

/** A finding that an earlier run stored. */
export interface EarlierFinding {
  readonly stored: StoredFinding;
  readonly signature: string;
  /** The file of its smallest case. */
  readonly path: string;
  readonly smallest: Case;
  readonly found: readonly FoundCase[];
  /** Its reduction is complete. */
  readonly settled: boolean;
}

/** A finding of an earlier run that can't be read. */
export interface UnreadableFinding {
  readonly folder: string;
  /** One line. */
  readonly why: string;
}

/**
 * The findings that earlier runs stored below `root`, in the order of their names, without those that a run beside this one works
 * on. A finding that a killed run left half done is read as far as it goes, and belongs to this process from then on.
 */
export function earlierFindings(root: string): (EarlierFinding | UnreadableFinding)[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .flatMap(name => {
      const folder = claimed(root, name);
      return folder === undefined ? [] : earlierFinding(inFolder(folder));
    });
}

function earlierFinding(stored: StoredFinding): (EarlierFinding | UnreadableFinding)[] {
  try {
    const path = existsSync(stored.reduced) ? stored.reduced : stored.found;
    if (!existsSync(path)) return [];
    const smallest = readCase(path);
    const signature = storedSignature(smallest);
    return [
      { stored, signature, path, smallest, found: foundCases(stored), settled: existsSync(stored.report) },
    ];
  } catch (error) {
    return [{ folder: stored.folder, why: (error as Error).message.split('\n', 1)[0]! }];
  }
}

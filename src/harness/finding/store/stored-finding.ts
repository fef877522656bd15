import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { strerror } from '../../../map/file/strerror.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { makeFolder } from '../../files/output-folder.ts';
import { readCase } from '../../files/read-case.ts';
import { writeAtomically } from '../../files/write-atomically.ts';

/** The default folder of findings, in the working directory. Git ignores it. */
export const findingsFolder = '.map-parity/findings';

/**
 * A finding on disk: a folder that holds everything by value, so that no generator is needed to read it. A settled finding's
 * folder is named for the fine form of its signature.
 */
export interface StoredFinding {
  readonly folder: string;
  /** The case as it was found. */
  readonly found: string;
  /** The smallest case so far that shows the same fault. Written as soon as there is one. */
  readonly reduced: string;
  /** The report as it was printed. Written last: a finding without a report isn't settled. */
  readonly report: string;
}

function inFolder(folder: string): StoredFinding {
  return {
    folder,
    found: join(folder, 'found.case'),
    reduced: join(folder, 'reduced.case'),
    report: join(folder, 'report.txt'),
  };
}

/**
 * Stores a case as it was found, in a new folder, so that nothing of it is lost whatever happens next. The first note of a
 * stored case is its signature, here the coarse form.
 *
 * @throws HarnessError `store`, as all functions here that write, when the disk is full or can't be written
 */
export function storeFinding(root: string, coarse: string, found: Case): StoredFinding {
  return storing(root, () => {
    makeFolder(root);
    const finding = inFolder(newFolder(root, `unsettled-${digest(coarse)}`));
    writeAtomically(finding.found, caseText(coarse, found));
    return finding;
  });
}

/** A finding that a killed run left, or one in another process, may have the name already. */
function newFolder(root: string, name: string): string {
  for (let count = 1; ; count++) {
    const folder = join(root, count === 1 ? name : `${name}-${count}`);
    try {
      mkdirSync(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Replaces the signature of a found case, once a search has identified its fault. */
export function nameFault(finding: StoredFinding, coarse: string): void {
  const { notes, ...found } = readCase(finding.found);
  storing(finding.folder, () =>
    writeAtomically(finding.found, caseText(coarse, { ...found, notes: notes.slice(1) })),
  );
}

/** Removes a finding, once a search has shown that its fault is stored already. */
export function dropFinding(finding: StoredFinding): void {
  storing(finding.folder, () => rmSync(finding.folder, { recursive: true }));
}

/** Stores the smallest case so far, with the fine form of its signature. The run after a killed one goes on from there. */
export function storeReduced(finding: StoredFinding, fine: string, reduced: Case): void {
  storing(finding.folder, () => writeAtomically(finding.reduced, caseText(fine, reduced)));
}

/**
 * Names the folder of a reduced finding for its signature. If a finding of that signature is stored already, the case as it
 * was found joins it. Should they be two faults after all, this case still shows the second one when the first is mended.
 */
export function settleFinding(
  root: string,
  finding: StoredFinding,
  fine: string,
): { readonly stored: StoredFinding; readonly joined: boolean } {
  const stored = inFolder(join(root, digest(fine)));
  if (stored.folder === finding.folder) return { stored, joined: false };
  const joined = existsSync(stored.folder);
  storing(root, () => {
    if (!joined) return renameSync(finding.folder, stored.folder);
    for (const { coarse, path } of foundCases(finding)) {
      renameSync(path, join(stored.folder, `found-${digest(coarse)}.case`));
    }
    rmSync(finding.folder, { recursive: true });
  });
  return { stored, joined };
}

/** Adds the report, which settles a finding. */
export function storeReport(finding: StoredFinding, report: string): void {
  storing(finding.folder, () => writeAtomically(finding.report, report));
}

/** A case as it was found, with the coarse form of its signature. */
export interface FoundCase {
  readonly coarse: string;
  readonly path: string;
  readonly value: Case;
}

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

/**
 * The findings that earlier runs stored below `root`, in the order of their names. A finding that a killed run left half done
 * is read as far as it goes.
 *
 * @throws HarnessError `bad-case` when a stored case can't be read
 */
export function earlierFindings(root: string): EarlierFinding[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .flatMap(name => earlierFinding(inFolder(join(root, name))));
}

function earlierFinding(stored: StoredFinding): EarlierFinding[] {
  const path = existsSync(stored.reduced) ? stored.reduced : stored.found;
  if (!existsSync(path)) return [];
  const smallest = readCase(path);
  const signature = storedSignature(smallest);
  return [
    { stored, signature, path, smallest, found: foundCases(stored), settled: existsSync(stored.report) },
  ];
}

function foundCases({ folder }: StoredFinding): FoundCase[] {
  const names = readdirSync(folder).filter(name => /^found.*\.case$/.test(name));
  return names.sort().map(name => {
    const path = join(folder, name);
    const value = readCase(path);
    return { coarse: storedSignature(value), path, value };
  });
}

/** The signature that a stored case was stored with. */
export function storedSignature({ notes }: Case): string {
  return notes[0] ?? '';
}

function digest(signature: string): string {
  return createHash('sha256').update(signature).digest('hex').slice(0, 12);
}

function caseText(signature: string, value: Case): string {
  return printCase({ ...value, notes: [signature, ...value.notes] });
}

function storing<T>(place: string, store: () => T): T {
  try {
    return store();
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    throw new HarnessError('store', `a finding can't be stored in ${place}: ${strerror(cause) ?? cause}`, {
      next: 'Make room there, or name another folder by --findings.',
      cause,
    });
  }
}

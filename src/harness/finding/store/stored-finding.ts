import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { strerror } from '../../../map/file/strerror.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { makeFolder } from '../../files/output-folder.ts';
import { readCase } from '../../files/read-case.ts';
import { writeAtomically } from '../../files/write-atomically.ts';

/** Where findings go unless told otherwise: beside whatever is being worked on, and ignored by git. */
export const findingsFolder = '.map-parity/findings';

/**
 * A finding on disk: one folder holding everything by value, so that no generator is asked again. Until it is settled
 * the folder is named for the coarse form of its signature, then for the fine one.
 */
export interface StoredFinding {
  readonly folder: string;
  /** The case as it was found. */
  readonly found: string;
  /** The smallest case so far that shows the same; there as soon as there is a smaller one. */
  readonly reduced: string;
  /** The report as it was printed; written last, so that a finding without it is not settled. */
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
 * Stores a finding as it was discovered: before reduction, so that nothing of it is lost whatever happens next. The
 * first note of a stored case is its signature, here the coarse form.
 *
 * @throws HarnessError `store`, as all that store do, where the disk is full or can't be written
 */
export function storeFinding(root: string, coarse: string, found: Case): StoredFinding {
  const finding = inFolder(join(root, digest(coarse)));
  storing(root, () => {
    makeFolder(finding.folder);
    rmSync(finding.report, { force: true });
    writeAtomically(finding.found, caseText(coarse, found));
  });
  return finding;
}

/** Stores the smallest case so far, with the fine form of its signature: a killed run goes on from there. */
export function storeReduced(finding: StoredFinding, fine: string, reduced: Case): void {
  storing(finding.folder, () => writeAtomically(finding.reduced, caseText(fine, reduced)));
}

/**
 * Names a reduced finding for its signature. Where one of the same signature is stored already, the case as it was found
 * joins that: should they be two faults after all, it shows again when the other is mended.
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
    for (const { coarse, path } of foundCases(finding))
      renameSync(path, join(stored.folder, `found-${digest(coarse)}.case`));
    rmSync(finding.folder, { recursive: true });
  });
  return { stored, joined };
}

/** Adds the report, which ends the work on a finding. */
export function storeReport(finding: StoredFinding, report: string): void {
  storing(finding.folder, () => writeAtomically(finding.report, report));
}

/** A case as it was found, and the coarse form of what it showed then. */
export interface FoundCase {
  readonly coarse: string;
  readonly path: string;
  readonly value: Case;
}

/** A finding that an earlier run stored. */
export interface EarlierFinding {
  readonly stored: StoredFinding;
  readonly signature: string;
  /** Where the smallest case of it stands. */
  readonly path: string;
  readonly smallest: Case;
  readonly found: readonly FoundCase[];
  /** Reduction came to its end. */
  readonly settled: boolean;
}

/**
 * What earlier runs stored below `root`, in the order of their names. What a killed run left half done is read as far as
 * it came.
 *
 * @throws HarnessError `bad-case` where a stored case can't be read
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
  const signature = signatureOf(smallest);
  return [
    { stored, signature, path, smallest, found: foundCases(stored), settled: existsSync(stored.report) },
  ];
}

function foundCases({ folder }: StoredFinding): FoundCase[] {
  const names = readdirSync(folder).filter(name => /^found.*\.case$/.test(name));
  return names.sort().map(name => {
    const path = join(folder, name);
    const value = readCase(path);
    return { coarse: signatureOf(value), path, value };
  });
}

/** The signature that a stored case was stored with. */
export function signatureOf({ notes }: Case): string {
  return notes[0] ?? '';
}

function digest(signature: string): string {
  return createHash('sha256').update(signature).digest('hex').slice(0, 12);
}

function caseText(signature: string, value: Case): string {
  return printCase({ ...value, notes: [signature, ...value.notes] });
}

function storing(place: string, store: () => void): void {
  try {
    store();
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    throw new HarnessError('store', `a finding can't be stored in ${place}: ${strerror(cause) ?? cause}`, {
      next: 'Make room there, or name another folder by --findings.',
      cause,
    });
  }
}

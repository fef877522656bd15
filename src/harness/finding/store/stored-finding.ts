import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import { strerror } from '../../../map/file/strerror.ts';
import { makeFolder } from '../../files/output-folder.ts';
import { readCase } from '../../files/read-case.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import { withoutSignature, withSignature } from './case-notes.ts';
import { foundCases, inFolder, type StoredFinding, signatureAsFound } from './finding-folder.ts';
import { unsettledName } from './unsettled.ts';

/** The default folder of findings, in the working directory. Git ignores it. */
export const findingsFolder = '.map-parity/findings';

/**
 * Stores a case as it was found, in a new folder, so that nothing of it is lost whatever happens next. The first note of a
 * stored case is its signature, here the coarse form.
 *
 * None of the functions here that write throws when the disk is full or can't be written: see `unstored`.
 */
export function storeFinding(root: string, coarse: string, found: Case): StoredFinding {
  const name = unsettledName(digest(coarse));
  let finding = inFolder(join(root, name));
  const unstored = failureOf(root, () => {
    makeFolder(root);
    finding = inFolder(newFolder(root, name));
    writeAtomically(finding.found, caseText(coarse, found));
  });
  if (unstored !== undefined) finding.unstored = unstored;
  return finding;
}

/** A finding that this process found before may have the name already. */
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
  storing(finding, () => {
    writeAtomically(finding.found, caseText(coarse, withoutSignature(readCase(finding.found))));
  });
}

/** Removes a finding, once a search has shown that its fault is stored already. */
export function dropFinding(finding: StoredFinding): void {
  storing(finding, () => rmSync(finding.folder, { recursive: true }));
}

/** Stores the smallest case so far, with the fine form of its signature. The run after a killed one goes on from there. */
export function storeReduced(finding: StoredFinding, fine: string, reduced: Case): void {
  storing(finding, () => writeAtomically(finding.reduced, caseText(fine, reduced)));
}

/** Where a finding of that signature is stored once it is settled: beside the cases of one that is there already. */
export function settledPlace(root: string, finding: StoredFinding, fine: string): StoredFinding {
  if (finding.unstored !== undefined) return finding;
  const place = inFolder(join(root, digest(fine)));
  const coarse = signatureAsFound(finding);
  if (coarse === undefined || place.folder === finding.folder || !existsSync(place.folder)) return place;
  return { ...place, ...joiningNames(place.folder, coarse) };
}

/** The names of cases that join a stored finding. */
function joiningNames(folder: string, coarse: string): Pick<StoredFinding, 'found' | 'reduced'> {
  const nameOf = (kind: string): string => join(folder, `${kind}-${digest(coarse)}.case`);
  return { found: nameOf('found'), reduced: nameOf('reduced') };
}

/**
 * Adds the report, and names the folder of a reduced finding for its signature. If a finding of that signature is stored already,
 * by this run or by one beside it, the cases join it under names of their own, which the report that is printed has. Should they
 * be two faults after all, these cases still show the second one when the first is mended.
 *
 * @param settled the `settledPlace` of the finding
 */
export function settleFinding(finding: StoredFinding, settled: StoredFinding, report: string): void {
  storing(finding, () => {
    writeAtomically(finding.report, report);
    if (settled.folder === finding.folder || renamed(finding.folder, settled.folder)) return;
    for (const { coarse, path } of foundCases(finding)) {
      const joining = joiningNames(settled.folder, coarse);
      renameSync(path, joining.found);
      if (path === finding.found && existsSync(finding.reduced)) renameSync(finding.reduced, joining.reduced);
    }
    rmSync(finding.folder, { recursive: true });
  });
  if (finding.unstored !== undefined) settled.unstored = finding.unstored;
}

/** Renames a folder. False if there is one of the new name. */
function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** The name of a file or folder for a text. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function caseText(signature: string, value: Case): string {
  return printCase(withSignature(signature, value));
}

function storing(finding: StoredFinding, store: () => void): void {
  if (finding.unstored !== undefined) return;
  const unstored = failureOf(finding.folder, store);
  if (unstored !== undefined) finding.unstored = unstored;
}

/** Why something can't be stored in a place, in one line; undefined if it was. */
export function failureOf(place: string, store: () => void): string | undefined {
  try {
    store();
    return undefined;
  } catch (error) {
    return `${place}: ${strerror(error) ?? (error as Error).message}`;
  }
}

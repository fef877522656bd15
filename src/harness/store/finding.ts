import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../generators/recipe/recipe.ts';

/** Where findings go unless told otherwise: beside whatever is being worked on, and ignored by git. */
export const findingsFolder = '.map-parity/findings';

/** A finding on disk: one folder, named for its signature, holding everything by value. */
export interface StoredFinding {
  readonly folder: string;
  /** The case as it was found. */
  readonly found: string;
  /** The smallest case with the same signature; written when reduction ends. */
  readonly reduced: string;
  /** The report as it was printed. */
  readonly report: string;
}

/** Stores a finding as it was discovered: before reduction, so that nothing of it is lost whatever happens next. */
export function storeFinding(root: string, signature: string, found: Case): StoredFinding {
  const digest = createHash('sha256').update(signature).digest('hex').slice(0, 12);
  const folder = join(root, digest);
  mkdirSync(folder, { recursive: true });
  const finding: StoredFinding = {
    folder,
    found: join(folder, 'found.case'),
    reduced: join(folder, 'reduced.case'),
    report: join(folder, 'report.txt'),
  };
  writeCase(finding.found, found);
  return finding;
}

/** Adds what reduction came to. */
export function storeReduced(finding: StoredFinding, reduced: Case): void {
  writeCase(finding.reduced, reduced);
}

/** Adds the report. */
export function storeReport(finding: StoredFinding, report: string): void {
  writeWhole(finding.report, report);
}

function writeCase(path: string, value: Case): void {
  writeWhole(path, printCase(value));
}

/** Under another name first: a reader, or the next run, never meets half a file. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../generators/recipe/recipe.ts';
import { readCase } from './read-case.ts';

/** Where findings go unless told otherwise: beside whatever is being worked on, and ignored by git. */
export const findingsFolder = '.map-parity/findings';

/** A finding on disk: one folder, named for its kind, holding everything by value, so that no generator is asked again. */
export interface StoredFinding {
  readonly folder: string;
  /** The case as it was found. */
  readonly found: string;
  /** The smallest case of the same kind; written when reduction ends. */
  readonly reduced: string;
  /** The report as it was printed. */
  readonly report: string;
}

/** What is stored of a finding, in its folder. */
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
 * first note of a stored case is its kind.
 */
export function storeFinding(root: string, kind: string, found: Case): StoredFinding {
  const digest = createHash('sha256').update(kind).digest('hex').slice(0, 12);
  const finding = inFolder(join(root, digest));
  mkdirSync(finding.folder, { recursive: true });
  writeCase(finding.found, { ...found, notes: [kind, ...found.notes] });
  return finding;
}

/** Adds what reduction came to. */
export function storeReduced(finding: StoredFinding, kind: string, reduced: Case): void {
  writeCase(finding.reduced, { ...reduced, notes: [kind, ...reduced.notes] });
}

/** A finding that an earlier run stored: the smallest case that there is of it, and where that stands. */
export interface EarlierFinding {
  readonly kind: string;
  readonly path: string;
  readonly value: Case;
}

/**
 * What earlier runs stored below `root`, in the order of their names. What a killed run left half done is read as far as
 * it came: the case as it was found, where no reduced one is there.
 *
 * @throws MapParityError `bad-case` where a stored case can't be read
 */
export function earlierFindings(root: string): EarlierFinding[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .map(name => inFolder(join(root, name)))
    .map(({ found, reduced }) => (existsSync(reduced) ? reduced : found))
    .filter(path => existsSync(path))
    .map(path => {
      const value = readCase(path);
      return { kind: value.notes[0] ?? '', path, value };
    });
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

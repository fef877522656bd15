import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../basics/harness-error.ts';
import { type GoldenCase, goldenCases, goldenFolder, goldenNumber } from './golden-cases.ts';

/** The entries of the golden folder. */
const knownEntries: readonly string[] = ['README.md', 'cases', 'known-findings.txt', 'recorded-from.txt'];

/**
 * The faults of a golden folder (default: the project's own), one line each: a case without a note, a missing or duplicate
 * number, a record without a case, a case without a record, an unknown file.
 *
 * @throws HarnessError as `goldenCases` does
 */
export function goldenFaults(folder: string = goldenFolder): string[] {
  const cases = goldenCases(join(folder, 'cases'));
  return [...cases.flatMap(caseFaults), ...fileFaults(folder, cases)];
}

/**
 * Refuses a golden folder with faults. Cases that aren't recorded yet are no fault here.
 *
 * @throws HarnessError `bad-golden` with the first
 */
export function requireSoundGoldens(folder: string = goldenFolder): void {
  const [first] = goldenFaults(folder).filter(fault => !fault.endsWith(unrecorded));
  if (first !== undefined) throw new HarnessError('bad-golden', first);
}

const unrecorded = 'is missing: npm run golden -- record';

function caseFaults({ name, value }: GoldenCase, index: number, all: readonly GoldenCase[]): string[] {
  const number = goldenNumber(name);
  // Gaps are allowed: branches that each add a golden would otherwise have to be renumbered.
  const twin = all.slice(0, index).find(before => goldenNumber(before.name) === number);
  return [
    ...(value.notes.some(note => note.trim() !== '') ? [] : [`${name}.case: no note says why it exists`]),
    ...(number === undefined ? [`${name}.case: its name must begin with a number like 007-`] : []),
    ...(number !== undefined && twin !== undefined
      ? [`${name}.case: its number is that of ${twin.name}`]
      : []),
  ];
}

function fileFaults(folder: string, cases: readonly GoldenCase[]): string[] {
  const wanted = new Set(cases.flatMap(({ name }) => [`${name}.case`, `${name}.out`]));
  const there = readdirSync(join(folder, 'cases'));
  const missing = [...wanted].filter(file => !there.includes(file));
  const unknown = there.filter(file => !wanted.has(file)).map(file => `cases/${file}`);
  unknown.push(...readdirSync(folder).filter(file => !knownEntries.includes(file)));
  return [
    ...missing.map(file => `${file} ${unrecorded}`),
    ...unknown.map(file => `${file}: nothing refers to it; remove it`),
  ];
}

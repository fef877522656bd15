import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../basics/harness-error.ts';
import { type GoldenCase, goldenCases, goldenFolder } from './golden-cases.ts';

/** What stands in the golden folder besides the folder of the cases. */
const others: readonly string[] = ['README.md', 'cases', 'known-findings.txt', 'recorded-from.txt'];

/**
 * What is wrong with a golden folder (absent: the project's own), a line each: a case without a note, a number left out or
 * taken twice, a record without a case or a case without a record, a file that nothing knows.
 *
 * @throws HarnessError as `goldenCases` does
 */
export function goldenFaults(folder: string = goldenFolder): string[] {
  const cases = goldenCases(join(folder, 'cases'));
  return [...cases.flatMap(caseFaults), ...fileFaults(folder, cases)];
}

/**
 * Refuses to work on a golden folder with faults, but for cases that aren't recorded yet.
 *
 * @throws HarnessError `bad-golden` with the first
 */
export function demandSoundGoldens(folder: string = goldenFolder): void {
  const [first] = goldenFaults(folder).filter(fault => !fault.endsWith(unrecorded));
  if (first !== undefined) throw new HarnessError('bad-golden', first);
}

const unrecorded = 'is missing: npm run golden -- record';

function caseFaults({ name, value }: GoldenCase, index: number): string[] {
  const number = String(index + 1).padStart(3, '0');
  return [
    ...(value.notes.some(note => note.trim() !== '') ? [] : [`${name}.case: no note says why it exists`]),
    ...(name.startsWith(`${number}-`) ? [] : [`${name}.case: its number has to be ${number}`]),
  ];
}

function fileFaults(folder: string, cases: readonly GoldenCase[]): string[] {
  const wanted = new Set(cases.flatMap(({ name }) => [`${name}.case`, `${name}.out`]));
  const there = readdirSync(join(folder, 'cases'));
  const missing = [...wanted].filter(file => !there.includes(file));
  const unknown = there.filter(file => !wanted.has(file)).map(file => `cases/${file}`);
  unknown.push(...readdirSync(folder).filter(file => !others.includes(file)));
  return [
    ...missing.map(file => `${file} ${unrecorded}`),
    ...unknown.map(file => `${file}: nothing refers to it; remove it`),
  ];
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../files/write-atomically.ts';
import { goldenFolder } from './golden-cases.ts';

const path = join(goldenFolder, 'recorded-from.txt');

/**
 * The qemu-imgs that the goldens are recorded from: the version that names a section, to the first line of `--version`; for
 * an import also the build and the day.
 */
export type RecordedFrom = Readonly<Record<string, string>>;

/** Reads golden/recorded-from.txt. */
export function recordedFrom(): RecordedFrom {
  if (!existsSync(path)) return {};
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return Object.fromEntries(lines.map(line => /^(\S+) +(.*)$/.exec(line)!.slice(1, 3)));
}

/** Adds or replaces some lines of golden/recorded-from.txt, oldest version first. Returns whether the file changed. */
export function writeRecordedFrom(news: RecordedFrom): boolean {
  const before = recordedFrom();
  const all = Object.entries({ ...before, ...news }).sort(([a], [b]) => byVersion(a, b));
  if (all.every(([name, origin]) => before[name] === origin)) return false;
  const width = Math.max(...all.map(([name]) => name.length));
  writeAtomically(path, all.map(([name, origin]) => `${name.padEnd(width)} ${origin}\n`).join(''));
  return true;
}

/** Compares two versions for sorting: `5.2` before `10.0`, `7.2` before `7.2.1`. */
export function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** The names of all versions that were recorded, oldest first. */
export function recordedVersions(): string[] {
  return Object.keys(recordedFrom()).sort(byVersion);
}

import { readdirSync, readFileSync } from 'node:fs';

/** A golden case: its name, and its text in the picture notation. */
export interface PackedCase {
  readonly name: string;
  readonly text: string;
}

const folder = new URL('../../../golden/cases/', import.meta.url);

/** All golden cases, in the order of their numbers. */
export function casesPack(): PackedCase[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.case'))
    .toSorted()
    .map(file => ({
      name: file.replace(/\.case$/, ''),
      text: readFileSync(new URL(file, folder), 'utf8'),
    }));
}

import { readdirSync, readFileSync } from 'node:fs';

/** A golden case: its name, and its text in the picture notation. */
export interface PackedCase {
  readonly name: string;
  readonly text: string;
}

const folder = new URL('../../../golden/cases/', import.meta.url);

/** The names of all golden cases, in the order of their numbers. */
export function caseNamesPack(): string[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.case'))
    .toSorted()
    .map(file => file.replace(/\.case$/, ''));
}

/** All golden cases, in the order of their numbers. */
export function casesPack(): PackedCase[] {
  return caseNamesPack().map(name => ({
    name,
    text: readFileSync(new URL(`${name}.case`, folder), 'utf8'),
  }));
}

import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case, Query, Recipe } from '../../../../generators/recipe/recipe.ts';

/**
 * The notes of a stored case. The first one is its signature: the coarse form for a case as it was found, the fine form for a
 * reduced one. The second one says where it comes from, as `foundNote` and `reducedNote` write it.
 */

const [foundIn, reducedFrom] = ['found in ', 'reduced from '];

/** The end of a note when the time was up: the signature may have more in it than the fault needs. */
const unfinished = ', as far as its time allowed';

/** The note of a case as it was found. `origin` is how to generate it again, like `seed 3, case 12`. */
export function foundNote(origin: string): string {
  return foundIn + origin;
}

/** The text of a case as it was found, with the query that matters. */
export function foundText(recipe: Recipe, query: Query, origin: string): string {
  return printCase({ notes: [foundNote(origin)], recipe, queries: [query] });
}

/** The note of a reduced case; `origin` is that of the case as it was found. */
export function reducedNote(origin: string, { isComplete }: { readonly isComplete: boolean }): string {
  return reducedFrom + origin + (isComplete ? '' : unfinished);
}

/** Whether the reduction to this case was cut short by its time. */
export function isCutShort({ notes }: Case): boolean {
  return notes.some(note => note.endsWith(unfinished));
}

/** The case with a signature before its notes, as it is stored. */
export function withSignature(signature: string, value: Case): Case {
  return { ...value, notes: [signature, ...value.notes] };
}

/** A stored case without its signature. */
export function withoutSignature(stored: Case): Case {
  return { ...stored, notes: stored.notes.slice(1) };
}

/** The signature that a stored case was stored with. */
export function storedSignature({ notes }: Case): string {
  return notes[0] ?? '';
}

/** How to generate a stored case, or the one that it is reduced from, again. */
export function storedOrigin({ notes: [, note = ''] }: Case): string {
  const start = [foundIn, reducedFrom].find(words => note.startsWith(words)) ?? '';
  const end = note.endsWith(unfinished) ? note.length - unfinished.length : note.length;
  return note.slice(start.length, end);
}

import type { Case } from '../recipe.ts';
import { textMistake } from './text-mistake.ts';
import { validateRecipe } from './validate-recipe.ts';
import type { Validity } from './validity.ts';

/** Whether a case can be written, run and printed; if not, its first mistake. */
export function validateCase({ notes, recipe, queries }: Case): Validity {
  for (const [index, note] of notes.entries()) {
    if (/[\r\n]/.test(note))
      return { kind: 'ill-formed', message: 'a note is one line', where: { in: 'notes', index } };
  }
  const chain = validateRecipe(recipe);
  if (chain.kind === 'ill-formed') return chain;
  for (const [index, words] of queries.entries()) {
    const mistake = words.map(textMistake).find(found => found !== undefined);
    if (mistake !== undefined)
      return { kind: 'ill-formed', message: `an argument ${mistake}`, where: { in: 'queries', index } };
  }
  return chain;
}

import type { Case } from '../../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../../generators/recipe/validation/validate-case.ts';
import { withoutTraits } from '../../../../generators/wish/without-traits.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import type { Lab } from '../../parties/lab.ts';
import type { Check } from '../../verdict/check.ts';
import { checkQueries } from '../../verdict/check-queries.ts';

/**
 * Writes the chain of a case, checks its queries, and returns what `read` makes of the first check from which it makes
 * anything. Undefined when there is no such check, when the case can't be written, or when it has what the lab leaves out. `folder` holds the chain while `read` runs.
 */
export async function firstCheck<T>(
  { parties, scratch, without = [] }: Lab,
  candidate: Case,
  read: (check: Check, folder: string) => T | undefined,
): Promise<T | undefined> {
  if (validateCase(candidate).kind === 'ill-formed') return undefined;
  if (withoutTraits(candidate, without) === undefined) return undefined;
  const folder = scratch.caseFolder();
  try {
    writeRecipe(candidate.recipe, folder.path);
    for await (const check of checkQueries(parties, candidate.recipe, candidate.queries, folder.path)) {
      const result = read(check, folder.path);
      if (result !== undefined) return result;
    }
    return undefined;
  } catch (error) {
    if (error instanceof WriteError) return undefined;
    throw error;
  } finally {
    folder.drop();
  }
}

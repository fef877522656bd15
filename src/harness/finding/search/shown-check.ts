import type { Case } from '../../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../../generators/recipe/validation/validate-case.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Parties } from '../../parties/parties.ts';
import { type Check, checkQueries } from '../../verdict/check.ts';

/**
 * What `see` says of the first check of a case of which it says anything; undefined where it doesn't of any, or the case
 * can't be written. `folder` holds the chain while `see` runs.
 */
export async function shownCheck<T>(
  parties: Parties,
  scratch: Scratch,
  candidate: Case,
  see: (check: Check, folder: string) => T | undefined,
): Promise<T | undefined> {
  if (validateCase(candidate).kind === 'ill-formed') return undefined;
  const folder = scratch.caseFolder();
  try {
    writeRecipe(candidate.recipe, folder.path);
    for await (const check of checkQueries(parties, candidate.recipe, candidate.queries, folder.path)) {
      const seen = see(check, folder.path);
      if (seen !== undefined) return seen;
    }
    return undefined;
  } catch (error) {
    if (error instanceof WriteError) return undefined;
    throw error;
  } finally {
    folder.drop();
  }
}

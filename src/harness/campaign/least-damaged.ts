import type { Case } from '../../../generators/recipe/recipe.ts';
import { fewerEdits } from '../reduce/fewer-edits.ts';
import type { Scratch } from '../scratch/scratch.ts';
import type { Check } from '../verdict/check.ts';
import type { Parties } from '../verdict/parties.ts';
import { faultKind } from '../verdict/signature.ts';
import { shownCheck } from './shown-check.ts';

/**
 * The case with the one query that showed a fault, and no more damage than the fault takes, so that kinds name the
 * fields that matter and not all that a case happens to have.
 */
export async function leastDamaged(
  parties: Parties,
  scratch: Scratch,
  value: Case,
  { query, oracle, verdict }: Check,
): Promise<Case> {
  const fault = faultKind(verdict, value.recipe);
  const alone: Parties = { ...parties, oracles: oracle === undefined ? [] : [oracle] };
  const shows = (candidate: Case): Promise<true | undefined> =>
    shownCheck(alone, scratch, candidate, check =>
      faultKind(check.verdict, candidate.recipe) === fault ? true : undefined,
    );
  let least: Case = { ...value, queries: [query] };
  for (let found = true; found; ) {
    found = false;
    for (const recipe of fewerEdits(least.recipe)) {
      const candidate = { ...least, recipe };
      if (!(await shows(candidate))) continue;
      least = candidate;
      found = true;
      break;
    }
  }
  return least;
}

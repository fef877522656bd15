import type { Case } from '../../../generators/recipe/recipe.ts';
import { fewerEdits } from '../reduce/fewer-edits.ts';
import type { Scratch } from '../scratch/scratch.ts';
import type { Check } from '../verdict/check.ts';
import type { Parties } from '../verdict/parties.ts';
import { decidingState } from '../verdict/signature.ts';
import { sameFaultAs } from './same-fault.ts';
import { shownCheck } from './shown-check.ts';
import { onlyOn, type Sighting } from './telling-sighting.ts';

/**
 * The sighting with no more damage than the fault takes, so that signatures name the fields that matter and not all that
 * a case happens to have.
 */
export async function leastDamaged(
  parties: Parties,
  scratch: Scratch,
  sighting: Sighting,
): Promise<Sighting> {
  const isSame = sameFaultAs(parties, sighting);
  const state = decidingState(sighting.check.verdict, sighting.value);
  const alone = onlyOn(sighting.check, parties);
  const shows = (candidate: Case): Promise<Check | undefined> =>
    shownCheck(alone, scratch, candidate, check => {
      const same = isSame(check, candidate) && decidingState(check.verdict, candidate) === state;
      return same ? check : undefined;
    });
  let least = sighting;
  for (let found = true; found; ) {
    found = false;
    for (const recipe of fewerEdits(least.value.recipe)) {
      const value = { ...least.value, recipe };
      const check = await shows(value);
      if (check === undefined) continue;
      least = { value, check };
      found = true;
      break;
    }
  }
  return least;
}

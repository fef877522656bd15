import type { Case } from '../../../generators/recipe/recipe.ts';
import type { Budget } from '../reduce/budget.ts';
import { reduce } from '../reduce/reduce.ts';
import { casesWithLess } from '../reduce/smaller-cases.ts';
import type { Scratch } from '../scratch/scratch.ts';
import type { Check } from '../verdict/check.ts';
import type { Parties } from '../verdict/parties.ts';
import { culpritOf, faultOf } from '../verdict/signature.ts';
import { misreadState } from './misread-state.ts';
import { abstains, sameFaultAs } from './same-fault.ts';
import { shownCheck } from './shown-check.ts';
import { onlyOn, type Sighting } from './telling-sighting.ts';

/**
 * The smallest case that shows the same difference, decided by the same state or a plainer one, on the one oracle that
 * showed it. `keep` is told of each step.
 */
export async function smallestSighting(
  parties: Parties,
  scratch: Scratch,
  sighting: Sighting,
  budget: Budget,
  keep: (smaller: Sighting) => void,
): Promise<Sighting> {
  const alone = onlyOn(sighting.check, parties);
  let isSame = sameFaultAs(parties, sighting);
  let smallest = sighting;
  const keeps = async (candidate: Case): Promise<boolean> => {
    const check = await shownCheck(alone, scratch, candidate, shown =>
      isSame(shown, candidate) ? shown : undefined,
    );
    if (check === undefined) return false;
    // Once the model has a say it keeps it.
    if (faultOf(check.verdict) !== faultOf(smallest.check.verdict))
      isSame = sameFaultAs(parties, { value: candidate, check });
    smallest = { value: candidate, check };
    keep(smallest);
    return true;
  };
  await reduce(sighting.value, keeps, budget);
  return smallest;
}

/**
 * The sighting with one thing less around the clusters, where the same state is still misread, in whatever field that shows:
 * that depends on what lies below, or on subclusters. Where nothing decides, all layers are asked, and none can go. Undefined
 * where all that is there is needed.
 */
export async function sightingWithLess(
  parties: Parties,
  scratch: Scratch,
  sighting: Sighting,
  budget: Budget,
): Promise<Sighting | undefined> {
  const { value, check } = sighting;
  const alone = onlyOn(check, parties);
  const culprit = culpritOf(check.verdict);
  const state = abstains(parties, sighting) ? undefined : misreadState(sighting);
  const isLike = (shown: Check, candidate: Case): boolean =>
    culpritOf(shown.verdict) === culprit &&
    (state === undefined || misreadState({ value: candidate, check: shown }) === state);
  for (const candidate of casesWithLess(value)) {
    if (budget.isSpent()) return undefined;
    if (state === 'unallocated' && candidate.recipe.layers.length < value.recipe.layers.length) continue;
    const less = await shownCheck(alone, scratch, candidate, shown =>
      isLike(shown, candidate) ? shown : undefined,
    );
    if (less !== undefined) return { value: candidate, check: less };
  }
  return undefined;
}

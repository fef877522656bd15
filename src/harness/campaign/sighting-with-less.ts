import type { Case } from '../../../generators/recipe/recipe.ts';
import type { Budget } from '../reduce/budget.ts';
import { casesWithLess } from '../reduce/smaller-cases.ts';
import type { Scratch } from '../scratch/scratch.ts';
import type { Parties } from '../verdict/parties.ts';
import { culpritOf } from '../verdict/signature.ts';
import { firstLike } from './first-like.ts';
import { misreadState } from './misread-state.ts';
import { abstains } from './same-fault.ts';
import { onlyOn, type Sighting } from './telling-sighting.ts';

/**
 * The sighting with one thing less around the clusters, where the same state is still misread, in whatever field that shows:
 * that depends on what lies below, or on subclusters. Where nothing decides, all layers are asked, and none can go. Undefined
 * where all that is there is needed.
 */
export function sightingWithLess(
  parties: Parties,
  scratch: Scratch,
  sighting: Sighting,
  budget: Budget,
): Promise<Sighting | undefined> {
  const { value, check } = sighting;
  const culprit = culpritOf(check.verdict);
  const state = abstains(parties, sighting) ? undefined : misreadState(sighting);
  const isLike = (seen: Sighting): boolean =>
    culpritOf(seen.check.verdict) === culprit && (state === undefined || misreadState(seen) === state);
  function* candidates(): Generator<Case> {
    for (const candidate of casesWithLess(value)) {
      if (budget.isSpent()) return;
      const keepsLayers = candidate.recipe.layers.length === value.recipe.layers.length;
      if (keepsLayers || state !== 'unallocated') yield candidate;
    }
  }
  return firstLike(onlyOn(check, parties), scratch, candidates(), isLike);
}

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
 * Sightings with one thing less around the clusters, where the same state is still misread, in whatever field that shows: that
 * depends on what lies below. The difference stays of its kind: a field, a border, an end. Where nothing decides, all layers
 * are asked, and none can go. Where the model abstains, the picture doesn't tell what decides, and any state will do; where a
 * difference has no place, as in a refusal, nothing tells that two are of one fault.
 */
export async function* sightingsWithLess(
  parties: Parties,
  scratch: Scratch,
  sighting: Sighting,
  budget: Budget,
): AsyncGenerator<Sighting> {
  const { value, check } = sighting;
  const state = misreadState(sighting);
  if (state === undefined) return;
  const kind = kindOf(sighting);
  const isUnmodelled = abstains(parties, sighting);
  const isLike = (seen: Sighting): boolean => {
    if (culpritOf(seen.check.verdict) !== culpritOf(check.verdict) || kindOf(seen) !== kind) return false;
    return isUnmodelled || misreadState(seen) === state;
  };
  for (const candidate of casesWithLess(value)) {
    if (budget.isSpent()) return;
    const hasLayers = candidate.recipe.layers.length === value.recipe.layers.length;
    if (!isUnmodelled && state === 'unallocated' && !hasLayers) continue;
    const less = await firstLike(onlyOn(check, parties), scratch, [candidate], isLike);
    if (less !== undefined) yield less;
  }
}

function kindOf({ check: { verdict } }: Sighting): string | undefined {
  return 'difference' in verdict ? verdict.difference.kind : undefined;
}

import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Parties } from '../../parties/parties.ts';
import type { Budget } from '../reduce/budget.ts';
import { reduce } from '../reduce/reduce.ts';
import { askingFor } from './asking-for.ts';
import { firstLike } from './first-like.ts';
import { abstains, sameFaultAs } from './same-fault.ts';
import type { Sighting } from './telling-sighting.ts';

export interface SmallestSighting {
  readonly smallest: Sighting;
  /** False where the budget ended it: smaller cases may exist. */
  readonly complete: boolean;
}

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
): Promise<SmallestSighting> {
  let asked = askingFor(parties, sighting);
  let isSame = sameFaultAs(parties, sighting);
  let isModelled = !abstains(parties, sighting);
  let smallest = sighting;
  const keeps = async (candidate: Case): Promise<boolean> => {
    const seen = await firstLike(asked, scratch, [candidate], isSame);
    if (seen === undefined) return false;
    if (!isModelled && !abstains(parties, seen)) {
      // Once the model has a say it keeps it.
      isSame = sameFaultAs(parties, seen);
      asked = askingFor(parties, seen);
      isModelled = true;
    }
    smallest = seen;
    keep(smallest);
    return true;
  };
  const { complete } = await reduce(sighting.value, keeps, budget);
  return { smallest, complete };
}

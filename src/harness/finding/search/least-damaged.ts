import type { Scratch } from '../../files/scratch.ts';
import type { Parties } from '../../parties/parties.ts';
import { fewerEdits } from '../reduce/fewer-edits.ts';
import { decidingState } from '../signature/signature.ts';
import { askingFor } from './asking-for.ts';
import { firstLike } from './first-like.ts';
import { sameFaultAs } from './same-fault.ts';
import type { Sighting } from './telling-sighting.ts';

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
  const stateOf = ({ value, check }: Sighting) => decidingState(check.verdict, value);
  const state = stateOf(sighting);
  const asked = askingFor(parties, sighting);
  let least = sighting;
  for (;;) {
    const sounder = [...fewerEdits(least.value.recipe)].map(recipe => ({ ...sighting.value, recipe }));
    const next = await firstLike(asked, scratch, sounder, seen => isSame(seen) && stateOf(seen) === state);
    if (next === undefined) return least;
    least = next;
  }
}

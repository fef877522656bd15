import { newest } from '../../../map/profile/profile.ts';
import type { Parties } from '../../parties/parties.ts';
import { distanceFromPlain } from '../signature/plainness.ts';
import { decidingState, faultOf } from '../signature/signature.ts';
import type { Sighting } from './telling-sighting.ts';

/**
 * Whether a check of a smaller case shows the fault of a sighting: the same difference, decided by the same state or a
 * plainer one (a less plain one could bring in another fault), and the same blame. Where the model abstains the blame was
 * the subject's for want of a third voice: then a case in which the model speaks, and agrees with the subject, shows it
 * too. Nor does the picture tell then what decides, as of a damaged table, and any state will do.
 */
export function sameFaultAs(parties: Parties, { value, check }: Sighting): (other: Sighting) => boolean {
  const fault = faultOf(check.verdict);
  const isUnmodelled = abstains(parties, { value, check });
  const state = decidingState(check.verdict, value);
  const disputed = isUnmodelled ? fault?.replace(/^subject:/, 'disputed:') : fault;
  return other => {
    const now = faultOf(other.check.verdict);
    if (now !== fault && now !== disputed) return false;
    if (isUnmodelled) return true;
    const deciding = decidingState(other.check.verdict, other.value);
    if (state === undefined || deciding === undefined) return state === deciding;
    return distanceFromPlain(deciding) <= distanceFromPlain(state);
  };
}

/** Whether the model has no say in what a sighting shows. */
export function abstains(parties: Parties, { value, check }: Sighting): boolean {
  const { version } = check.oracle?.profile ?? newest;
  return parties.predict(value.recipe, check.query, version, parties.host).kind === 'abstains';
}

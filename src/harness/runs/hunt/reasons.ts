import { behaviours } from '../../../map/profile/behaviours.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import type { BehaviourValues } from '../../../map/profile/values.ts';
import { differenceOfOutcomes } from '../../answers/compare.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { describeDifference } from '../../finding/signature/signature.ts';

/** One thing that makes two versions answer a query differently. */
export type Reason =
  /** `why` is what the table of behaviours says of it. */
  | { readonly kind: 'known'; readonly why: string }
  /** One of the two doesn't say what its profile says: all that is known is the difference, in general words. */
  | { readonly kind: 'unknown'; readonly difference: string };

/** What our implementation says as a profile to the query in question; undefined where it refuses to. */
export type Say = (profile: Profile) => Outcome | undefined;

/** One side of a change: what a program said, and the profile that it is compared with. */
export interface Said {
  readonly outcome: Outcome;
  readonly profile: Profile;
}

/**
 * What makes the difference between two answers. Each behaviour that differs between the two profiles is given to the
 * older one alone, and is a reason where that changes what it says.
 */
export function reasonsFor(older: Said, newer: Said, say: Say): readonly Reason[] {
  const asRecorded = ({ profile, outcome }: Said): boolean => isSame(say(profile), outcome);
  if (!asRecorded(older) || !asRecorded(newer)) {
    const difference = differenceOfOutcomes(older.outcome, newer.outcome);
    return difference === undefined ? [] : [{ kind: 'unknown', difference: describeDifference(difference) }];
  }
  const names = (Object.keys(behaviours) as (keyof BehaviourValues)[]).filter(
    name =>
      older.profile[name] !== newer.profile[name] &&
      !isSame(say({ ...older.profile, [name]: newer.profile[name] }), older.outcome),
  );
  return names.length === 0
    ? [{ kind: 'known', why: 'several known behaviours, none of them alone' }]
    : names.map(name => ({ kind: 'known', why: behaviours[name].why }));
}

function isSame(ours: Outcome | undefined, outcome: Outcome): boolean {
  return ours !== undefined && differenceOfOutcomes(ours, outcome) === undefined;
}

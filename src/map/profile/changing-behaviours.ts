import { behaviours } from './behaviours.ts';
import type { Profile } from './profile.ts';
import type { BehaviourValues } from './values.ts';

/**
 * The rows of the table of behaviours that explain a difference between two versions: each one that differs between the two profiles
 * is tried alone in the older profile, and explains if that changes the answer.
 *
 * @param changes whether a profile gives another answer than the older one
 */
export function changingBehaviours(
  older: Profile,
  newer: Profile,
  changes: (profile: Profile) => boolean,
): (keyof BehaviourValues)[] {
  return (Object.keys(behaviours) as (keyof BehaviourValues)[]).filter(
    name => older[name] !== newer[name] && changes({ ...older, [name]: newer[name] }),
  );
}

import { type BehaviourValues, behaviours } from './behaviours/table.ts';
import type { Profile } from './profile.ts';

/**
 * The rows of the table of behaviours that explain a difference between two versions: each one that differs between the two profiles
 * is tried alone in the older profile, and explains if that changes the answer. A row that the older answer doesn't ask for can't
 * change it, and isn't tried: of some fifty rows, an answer asks for ten.
 *
 * @param changes whether a profile gives another answer than the older one
 */
export function changingBehaviours(
  older: Profile,
  newer: Profile,
  changes: (profile: Profile) => boolean,
): (keyof BehaviourValues)[] {
  const asked = new Set<PropertyKey>();
  changes(noting(older, asked));
  return (Object.keys(behaviours) as (keyof BehaviourValues)[]).filter(
    name => older[name] !== newer[name] && asked.has(name) && changes({ ...older, [name]: newer[name] }),
  );
}

/** The same profile, which notes the names that it is asked for. */
function noting(profile: Profile, asked: Set<PropertyKey>): Profile {
  return new Proxy(profile, {
    get(target, name): unknown {
      asked.add(name);
      return Reflect.get(target, name);
    },
  });
}

import { behaviours } from '../../../map/profile/behaviours.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import type { BehaviourValues } from '../../../map/profile/values.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { differenceOfOutcomes } from '../../answers/outcome-difference.ts';
import { describeDifference } from '../../finding/signature/signature.ts';

/** One reason why two versions answer a query differently. */
export type Reason =
  /** A known behaviour; `why` is its text in the table of behaviours. */
  | { readonly kind: 'known'; readonly why: string }
  /** One of the two versions doesn't behave as its profile: only the difference is known, in general words. */
  | { readonly kind: 'unknown'; readonly difference: string };

/** The answer of our implementation to the query, as a profile; undefined if it doesn't support the query. */
export type AnswerAs = (profile: Profile) => Outcome | undefined;

/** One side of a change: the outcome of a program, and the profile that it is compared with. */
export interface VersionAnswer {
  readonly outcome: Outcome;
  readonly profile: Profile;
}

/**
 * The reasons for the difference between two answers. Each behaviour that differs between the two profiles is tried alone
 * in the older profile: it is a reason if that changes the answer.
 */
export function reasonsFor(
  older: VersionAnswer,
  newer: VersionAnswer,
  answerAs: AnswerAs,
): readonly Reason[] {
  const behavesAsProfile = ({ profile, outcome }: VersionAnswer): boolean =>
    matches(answerAs(profile), outcome);
  if (!behavesAsProfile(older) || !behavesAsProfile(newer)) {
    const difference = differenceOfOutcomes(older.outcome, newer.outcome);
    return difference === undefined ? [] : [{ kind: 'unknown', difference: describeDifference(difference) }];
  }
  const names = (Object.keys(behaviours) as (keyof BehaviourValues)[]).filter(
    name =>
      older.profile[name] !== newer.profile[name] &&
      !matches(answerAs({ ...older.profile, [name]: newer.profile[name] }), older.outcome),
  );
  return names.length === 0
    ? [{ kind: 'known', why: 'several known behaviours together' }]
    : names.map(name => ({ kind: 'known', why: behaviours[name].why }));
}

function matches(ours: Outcome | undefined, outcome: Outcome): boolean {
  return ours !== undefined && differenceOfOutcomes(ours, outcome) === undefined;
}

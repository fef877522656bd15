import { behaviours } from '../../../map/profile/behaviours/table.ts';
import { changingBehaviours } from '../../../map/profile/changing-behaviours.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { differenceOfOutcomes } from '../../answers/outcome-difference.ts';
import { describeDifference } from '../../finding/signature/describe-difference.ts';

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
 * The reasons for the difference between two answers, if both versions behave as their profiles.
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
  const names = changingBehaviours(
    older.profile,
    newer.profile,
    profile => !matches(answerAs(profile), older.outcome),
  );
  return names.length === 0
    ? [{ kind: 'known', why: 'several known behaviours together' }]
    : names.map(name => ({ kind: 'known', why: behaviours[name].why }));
}

function matches(ours: Outcome | undefined, outcome: Outcome): boolean {
  return ours !== undefined && differenceOfOutcomes(ours, outcome) === undefined;
}

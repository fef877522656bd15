import type { Outcome } from '../../../harness/answers/outcome.ts';
import { behaviours } from '../../../map/profile/behaviours/table.ts';
import { changingBehaviours } from '../../../map/profile/changing-behaviours.ts';
import { type Profile, profileNamed } from '../../../map/profile/profile.ts';
import { isRecorded, ownOutcome, type RecordedOutcome, type RecordedQuery } from '../answer/own-outcome.ts';
import { openInput } from '../open/open-input.ts';

/** A golden: its text, and the records of its queries. */
export interface RecordedCase {
  readonly text: string;
  readonly queries: readonly RecordedQuery[];
}

/** What this library says to a recorded outcome, computed on the page. */
export interface Agreement {
  /** The versions as which it prints the same. */
  readonly agree: readonly string[];
  readonly differ: readonly string[];
  /** The versions as which it has no answer here, and why: a page has no servers and no devices, for example. */
  readonly unknown: readonly { readonly version: string; readonly reason: string }[];
  /** The rows of the table of behaviours by which the outcome is another than the one before; none for the first. */
  readonly reasons: readonly { readonly name: string; readonly why: string }[];
}

type AnswerAs = (profile: Profile) => Outcome | string;

/**
 * Compares what was recorded of each query with what this library says, and explains each change from one outcome to the next.
 *
 * @throws PictureError, WriteError
 */
export function checkGolden({ text, queries }: RecordedCase): Agreement[][] {
  const { queries: asked, source } = openInput({ kind: 'text', text });
  return queries.map((outcomes, index) => {
    const answerAs: AnswerAs = profile => ownOutcome(asked[index]!, profile, source);
    return outcomes.map((outcome, at) => ({
      ...agreementOn(outcome, answerAs),
      reasons: at === 0 ? [] : reasonsFor(outcomes[at - 1]!, outcome, answerAs),
    }));
  });
}

function agreementOn(recorded: RecordedOutcome, answerAs: AnswerAs): Omit<Agreement, 'reasons'> {
  const verdicts = recorded.versions.map(version => {
    const own = answerAs(profileNamed(version));
    return typeof own === 'string' ? { version, reason: own } : { version, same: isRecorded(own, recorded) };
  });
  return {
    agree: verdicts.flatMap(({ version, same }) => (same === true ? [version] : [])),
    differ: verdicts.flatMap(({ version, same }) => (same === false ? [version] : [])),
    unknown: verdicts.flatMap(({ version, reason }) => (reason === undefined ? [] : [{ version, reason }])),
  };
}

/** The reasons for which the last version of one group prints something else than the first one of the next. */
function reasonsFor(
  before: RecordedOutcome,
  after: RecordedOutcome,
  answerAs: AnswerAs,
): Agreement['reasons'] {
  const [older, newer] = [profileNamed(before.versions.at(-1)!), profileNamed(after.versions[0]!)];
  const isOlder = (profile: Profile): boolean => isRecorded(answerAs(profile), before);
  if (!isOlder(older)) return [];
  return changingBehaviours(older, newer, profile => !isOlder(profile)).map(name => ({
    name,
    why: behaviours[name].why,
  }));
}

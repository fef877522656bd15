import type { Query } from '../../../../generators/recipe/recipe.ts';
import type { Outcome } from '../../../harness/answers/outcome.ts';
import { differenceOfOutcomes } from '../../../harness/answers/outcome-difference.ts';
import type { FileSource } from '../../../map/portable.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import { rawAnswer } from './answer.ts';

/** What some versions of qemu-img printed in the same bytes, as it was recorded. */
export interface RecordedOutcome {
  readonly versions: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
  readonly end:
    | { readonly kind: 'exit'; readonly status: number }
    | { readonly kind: 'signal'; readonly signal: string };
}

/** What was recorded of one query: versions that printed the same bytes are together. */
export type RecordedQuery = readonly RecordedOutcome[];

/** Bytes of an answer: more than any record has. */
const mostBytes = 2 ** 24;

/** Our outcome of a query as the version of a profile; a text says why there is none on a page. */
export function ownOutcome(query: Query, profile: Profile, source: FileSource): Outcome | string {
  try {
    const { outcome, failure } = rawAnswer(query, profile, source, mostBytes);
    return failure ?? outcome;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Whether an outcome of ours is the recorded one, byte for byte but for what depends on the host. */
export function isRecorded(own: Outcome | string, { stdout, stderr, end }: RecordedOutcome): boolean {
  if (typeof own === 'string') return false;
  const recorded = { stdout: Buffer.from(stdout), stderr: Buffer.from(stderr), end };
  return differenceOfOutcomes(own, recorded) === undefined;
}

import type { Query } from '../../../../generators/recipe/recipe.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import type { Outcome } from '../../answers/outcome.ts';
import type { Scheduler } from '../child/scheduler.ts';
import type { StartLimits } from '../oracle/program.ts';

/**
 * The subject's answer to a query. `outcome`: compared byte for byte. `adapted`: read by an adapter, and compared only in what
 * its format can express. `unsupported`: the subject refuses the query by name, which counts as skipped.
 */
export type SubjectAnswer =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | {
      readonly kind: 'adapted';
      readonly outcome: Outcome;
      /** Empty when the map failed. */
      readonly extents: readonly ReadExtent[];
      readonly format: SubjectFormat;
    }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** What a format other than qemu-img's can express of an extent. */
export interface SubjectFormat {
  /** Its fields; others aren't compared. */
  readonly fields: readonly ('depth' | 'present' | 'zero' | 'data' | 'compressed' | 'offset')[];
  /** Where an extent may end: only where a field changes, or anywhere, as when each cluster or table has its own extent. */
  readonly borders: 'where fields differ' | 'any';
}

/** What one answer may cost, and the signal that ends it. */
export interface AnswerOptions {
  /** Absent: the default ones. Our own implementation has its own. */
  readonly limits?: StartLimits;
  readonly cancel?: AbortSignal;
  /** When a program that is started for one answer runs; absent: at once. */
  readonly scheduler?: Scheduler;
}

/** The implementation under test. */
export interface Subject {
  readonly name: string;
  /** Options of the command line that select it; empty for our own implementation. */
  readonly options: readonly string[];
  /** Its input: the arguments of map, or the name of an image without options, so that each case has one query. */
  readonly takes: 'arguments' | 'an image';
  /** Runs one map in the case's folder, as the version of `profile` would. */
  answer(
    query: Query,
    folder: string,
    profile: Profile,
    options?: AnswerOptions,
  ): SubjectAnswer | Promise<SubjectAnswer>;
  /** Ends the programs that it has started; no query follows. */
  close?(): void;
}

/** The answer of our own implementation. */
export type OwnAnswer = Exclude<SubjectAnswer, { readonly kind: 'adapted' }>;

/** Our own implementation: it answers synchronously, and can stream a map of any length. */
export interface InProcess extends Subject {
  answer(query: Query, folder: string, profile: Profile): OwnAnswer;
  /** Like `answer`, but passes stdout on in chunks, each valid until the next; the stdout of the outcome is empty. */
  streamAnswer(
    query: Query,
    folder: string,
    profile: Profile,
    stdout: (bytes: Uint8Array) => void,
  ): OwnAnswer;
}

/** Whether a subject is our own implementation, which is fast enough to check relations between maps. */
export function isInProcess(subject: Subject): subject is InProcess {
  return 'streamAnswer' in subject;
}

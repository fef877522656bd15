import type { Query } from '../../../../generators/recipe/recipe.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import type { Outcome } from '../../answers/outcome.ts';

/**
 * What the tested implementation came to: `outcome` is compared byte for byte; of a `reading` only what its format can
 * say is compared; `unsupported` is a refusal by name, counted as skipped.
 */
export type SubjectAnswer =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | {
      readonly kind: 'reading';
      readonly outcome: Outcome;
      /** Empty where the map failed. */
      readonly extents: readonly ReadExtent[];
      readonly format: SubjectFormat;
    }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** What an implementation that prints something else than qemu-img can say of an extent. */
export interface SubjectFormat {
  /** The fields that it has; others aren't compared. */
  readonly fields: readonly ('depth' | 'present' | 'zero' | 'data' | 'compressed' | 'offset')[];
  /**
   * Which borders it may have: those between extents that differ in a field alone, or any, where it prints an extent for
   * each cluster or table.
   */
  readonly borders: 'where fields differ' | 'any';
}

/** What is tested. */
export interface Subject {
  readonly name: string;
  /** The words of the command line that ask for it; none: our own. */
  readonly options: readonly string[];
  /**
   * What it understands: the arguments of map; or an image in the case's folder and no options: then each case has one query.
   */
  readonly takes: 'arguments' | 'an image';
  /** One map, run in the case's folder, as the version of `profile` would answer. */
  ask(query: Query, folder: string, profile: Profile): SubjectAnswer | Promise<SubjectAnswer>;
  /** Ends what it has started; it isn't asked again. */
  close?(): void;
}

/** What our own implementation comes to. */
export type OwnAnswer = Exclude<SubjectAnswer, { readonly kind: 'reading' }>;

/** Our own implementation: it answers at once, and at any length. */
export interface InProcess extends Subject {
  ask(query: Query, folder: string, profile: Profile): OwnAnswer;
  /** As `ask`, with stdout in chunks as they come, each good until the next; the stdout of the outcome is empty. */
  tell(query: Query, folder: string, profile: Profile, stdout: (bytes: Uint8Array) => void): OwnAnswer;
}

/** Whether a subject is our own implementation, which costs little enough to be asked for relations between maps. */
export function isInProcess(subject: Subject): subject is InProcess {
  return 'tell' in subject;
}

import type { Query } from '../../../generators/recipe/recipe.ts';
import type { Profile } from '../../profile/profile.ts';
import type { Outcome } from '../oracle/outcome.ts';

/** What the tested implementation came to; `unsupported` is a refusal by name, counted as skipped. */
export type SubjectAnswer =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** What is tested. */
export interface Subject {
  readonly name: string;
  /** One map, run in the case's folder, as the version of `profile` would answer. */
  ask(query: Query, folder: string, profile: Profile): SubjectAnswer;
}

/** A subject whose answer can be as long as it likes. */
export interface TellingSubject extends Subject {
  /** As `ask`, with stdout in chunks as they come, each good until the next; the stdout of the outcome is empty. */
  tell(query: Query, folder: string, profile: Profile, stdout: (bytes: Uint8Array) => void): SubjectAnswer;
}

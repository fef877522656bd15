import type { Case } from '../../../../../generators/recipe/recipe.ts';

/** A case to check: one that is drawn by its number, or one that is there. */
export type CaseTask =
  | { readonly kind: 'drawn'; readonly index: number }
  | {
      readonly kind: 'given';
      readonly value: Case;
      /** How people find it: `golden 007-each-state-over-each`. */
      readonly origin: string;
      /** Its place among all cases of the run. */
      readonly index: number;
    };

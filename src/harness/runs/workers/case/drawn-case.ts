import type { Case, Query } from '../../../../../generators/recipe/recipe.ts';

/** A drawn case. */
export interface DrawnCase {
  readonly value: Case;
  /** A query of it that requests a relation. */
  readonly relation?: Query | undefined;
  /** How to generate it again: `seed 3, case 12`. */
  readonly origin: string;
}

import type { Query } from '../../../recipe/recipe.ts';

/** The words of a query that name an image. */
export interface ImageWords {
  /** Options, each with its value. */
  readonly options: readonly Query[];
  /** The word that is no option. */
  readonly operand: string;
}

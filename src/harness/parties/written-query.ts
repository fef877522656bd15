import type { Query, Recipe } from '../../../generators/recipe/recipe.ts';

/** A query of a chain whose files are written. */
export interface WrittenQuery {
  readonly recipe: Recipe;
  readonly query: Query;
  /** The folder that holds the files of the chain. */
  readonly folder: string;
}

import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';

/** What one side says. */
export interface Account {
  /** For people: a command line, or how it was made of one. */
  readonly name: string;
  readonly extents: readonly ReadExtent[];
  /** What was asked of which chain, where it is one map, or made of one: any program can be asked the same. */
  readonly asked?: { readonly recipe: Recipe; readonly query: Query };
}

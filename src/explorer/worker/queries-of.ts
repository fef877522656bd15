import type { Case, Query } from '../../../generators/recipe/recipe.ts';

/** The queries of a case; of a case that has none, the map of its top layer. */
export function queriesOf({ recipe, queries }: Case): readonly Query[] {
  return queries.length > 0 ? queries : [[recipe.layers.at(-1)?.name ?? '']];
}

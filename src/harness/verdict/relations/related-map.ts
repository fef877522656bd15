import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { withoutHostOffset } from '../../answers/extents/extent-list.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';

/** A map as a side of a relation: printed by the program, or derived from such a map. */
export interface RelatedMap {
  /** For people: the command line, or how the map was derived from one. */
  readonly name: string;
  readonly extents: readonly ReadExtent[];
  /** The chain and the query of the map, or of the one map it was derived from: any program can run them. */
  readonly source?: { readonly recipe: Recipe; readonly query: Query };
}

/** The map without the host offsets, for relations in which they may differ. */
export function withoutHostOffsets(map: RelatedMap): RelatedMap {
  return { ...map, extents: map.extents.map(withoutHostOffset) };
}

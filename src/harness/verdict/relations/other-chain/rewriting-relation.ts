import type { Layer, Recipe } from '../../../../../generators/recipe/recipe.ts';
import { hasOtherBackingFormat } from '../plain-chain.ts';
import { withoutHostOffsets } from '../related-map.ts';
import { comparePairs, type Pair, type Relation } from '../relation.ts';

/**
 * A relation between a chain and the same chain in another form, made by `rewrite`, which returns undefined when it can't.
 * Host offsets and borders may differ. `how` describes the other form.
 */
export function rewritingRelation(
  name: string,
  statement: string,
  how: string,
  rewrite: (recipe: Recipe, top: Layer) => Recipe | undefined,
): Relation {
  return {
    name,
    statement,
    check: comparePairs('free', function* ({ map, top, recipe, write }): Iterable<Pair> {
      const another = hasOtherBackingFormat(recipe) ? undefined : rewrite(recipe, top);
      if (another === undefined) return;
      const rewritten = withoutHostOffsets(write(another).map(top.name));
      yield [{ ...rewritten, name: `${rewritten.name}, ${how}` }, withoutHostOffsets(map(top.name))];
    }),
  };
}

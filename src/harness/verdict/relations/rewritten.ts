import type { Layer, Recipe } from '../../../../generators/recipe/recipe.ts';
import { withoutHostOffset } from '../../answers/extents/extent-list.ts';
import type { Account } from './account.ts';
import { isReadAsAnother } from './plain-chain.ts';
import { comparing, type Pair, type Relation } from './relation.ts';

/**
 * A relation of chains that say the same in another form: `rewrite` makes one of the other, or answers undefined where
 * it can't. Offsets and borders may differ.
 */
export function rewritten(
  name: string,
  says: string,
  how: string,
  rewrite: (recipe: Recipe, top: Layer) => Recipe | undefined,
): Relation {
  const placeless = (account: Account): Account => ({
    ...account,
    extents: account.extents.map(withoutHostOffset),
  });
  return {
    name,
    says,
    check: comparing('free', function* ({ map, top, recipe, other }): Iterable<Pair> {
      const another = isReadAsAnother(recipe) ? undefined : rewrite(recipe, top);
      if (another === undefined) return;
      const account = placeless(other(another).map(top.name));
      yield [{ ...account, name: `${account.name}, ${how}` }, placeless(map(top.name))];
    }),
  };
}

import { hostSlotCount } from '../../../../generators/recipe/cell-row.ts';
import { canState } from '../../../../generators/recipe/formats.ts';
import type { Layer, Recipe } from '../../../../generators/recipe/recipe.ts';
import { withoutHostOffset } from '../../answers/extents/extent-list.ts';
import type { Account } from './account.ts';
import { hasDataHoles } from './plain-chain.ts';
import { comparing, type Pair, type Relation } from './relation.ts';

export const shuffle: Relation = {
  name: 'shuffle',
  says: 'with host clusters in another order every field of each byte stays, but the offset',
  check: comparing('free', function* ({ map, top, recipe, other }): Iterable<Pair> {
    if (recipe.layers.some(hasDataHoles)) return;
    const placeless = (account: Account): Account => ({
      ...account,
      extents: account.extents.map(withoutHostOffset),
    });
    const shuffled = placeless(other(reversed(recipe)).map(top.name));
    yield [
      { ...shuffled, name: `${shuffled.name}, host clusters in reverse order` },
      placeless(map(top.name)),
    ];
  }),
};

/** Host slots in the opposite order, in every layer that has them. */
function reversed({ layers }: Recipe): Recipe {
  return {
    layers: layers.map((layer): Layer => {
      if (!canState(layer, 'slots') || layer.edits !== undefined) return layer;
      const count = hostSlotCount(layer.cells);
      return { ...layer, slots: Array.from({ length: count }, (_, index) => count - 1 - index) };
    }),
  };
}

import { hostSlotCount } from '../../../../../generators/recipe/cells/cell-row.ts';
import { canState } from '../../../../../generators/recipe/formats.ts';
import type { Layer, Recipe } from '../../../../../generators/recipe/recipe.ts';
import { hasDataHoles } from '../plain-chain.ts';
import { withoutHostOffsets } from '../related-map.ts';
import { comparePairs, type Pair, type Relation } from '../relation.ts';

export const shuffle: Relation = {
  name: 'shuffle',
  statement: 'putting the host clusters in another order changes only offsets',
  check: comparePairs('free', function* ({ map, top, recipe, write }): Iterable<Pair> {
    if (recipe.layers.some(hasDataHoles)) return;
    const shuffled = withoutHostOffsets(write(reversed(recipe)).map(top.name));
    yield [
      { ...shuffled, name: `${shuffled.name}, host clusters in reverse order` },
      withoutHostOffsets(map(top.name)),
    ];
  }),
};

/** The recipe with the host slots of every layer in reverse order. */
function reversed({ layers }: Recipe): Recipe {
  return {
    layers: layers.map((layer): Layer => {
      if (!canState(layer, 'slots') || layer.edits !== undefined) return layer;
      const count = hostSlotCount(layer.cells);
      return { ...layer, slots: Array.from({ length: count }, (_, index) => count - 1 - index) };
    }),
  };
}

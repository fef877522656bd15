import type { Qcow2Layer } from '../../../../../generators/recipe/recipe.ts';
import { endOf } from '../../../answers/extents/extent-list.ts';
import { comparePairs, type Pair, type Relation } from '../relation.ts';

export const overlay: Relation = {
  name: 'overlay',
  statement: 'an empty overlay adds one to each depth and changes nothing else',
  check: comparePairs('same', function* ({ map, top, recipe, write }): Iterable<Pair> {
    const below = map(top.name);
    const size = endOf(below.extents);
    if (size === 0n || recipe.layers.at(-1) !== top) return;
    const empty: Qcow2Layer = {
      format: 'qcow2',
      name: 'empty-overlay.qcow2',
      version: 3,
      unit: 65536,
      size,
      // So that the format is probed, as it is for the image itself: damage can turn it into another format.
      backingFormat: null,
      cells: [],
    };
    const above = write({ layers: [...recipe.layers, empty] }, empty.name).map(empty.name);
    const deeper = below.extents.map(extent => ({ ...extent, depth: extent.depth! + 1 }));
    yield [above, { name: `${below.name}, one deeper`, extents: deeper }];
  }),
};

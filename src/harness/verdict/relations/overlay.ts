import type { Qcow2Layer } from '../../../../generators/recipe/recipe.ts';
import { endOf } from '../../answers/extents/extent-list.ts';
import { comparing, type Pair, type Relation } from './relation.ts';

export const overlay: Relation = {
  name: 'overlay',
  says: 'an empty overlay adds one to each depth and changes nothing else',
  check: comparing('same', function* ({ map, top, recipe, other }): Iterable<Pair> {
    const below = map(top.name);
    const size = endOf(below.extents);
    if (size === 0n || recipe.layers.at(-1) !== top) return;
    const empty: Qcow2Layer = {
      format: 'qcow2',
      name: 'empty-overlay.qcow2',
      version: 3,
      unit: 65536,
      size,
      // Its format is probed, as that of the image is: damage can make it another one.
      backingFormat: null,
      cells: [],
    };
    const above = other({ layers: [...recipe.layers, empty] }, empty.name).map(empty.name);
    const deeper = below.extents.map(extent => ({ ...extent, depth: extent.depth! + 1 }));
    yield [above, { name: `${below.name}, one deeper`, extents: deeper }];
  }),
};

import { compress, filterOn, mayStandOn } from '../../../../../generators/recipe/filters.ts';
import { plainNode } from '../../../../../generators/recipe/plain-node.ts';
import { comparePairs, type Pair, type Relation } from '../relation.ts';

export const filter: Relation = {
  name: 'filter',
  statement: 'an image maps the same through the filter compress',
  check: comparePairs('same', function* ({ map, top }): Iterable<Pair> {
    if (!mayStandOn(compress, top.format) || top.edits !== undefined) return;
    yield [map(`json:${JSON.stringify(filterOn(compress, plainNode(top)))}`), map(top.name)];
  }),
};

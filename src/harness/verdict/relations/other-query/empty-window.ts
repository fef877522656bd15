import { endOf } from '../../../answers/extents/extent-list.ts';
import type { RelatedMap } from '../related-map.ts';
import { comparePairs, type Pair, type Relation } from '../relation.ts';

export const emptyWindow: Relation = {
  name: 'nothing',
  statement:
    'an empty window gives one extent of length 0 at its start, and its other fields do not depend on where it is',
  check: comparePairs('same', function* ({ map, top }): Iterable<Pair> {
    const end = endOf(map(top.name).extents);
    const empty = map('-l', '0', top.name);
    const movedTo = (start: bigint): RelatedMap => ({
      name: `${empty.name}, at ${start}`,
      extents: empty.extents.map(extent => ({ ...extent, start })),
    });
    yield [map('-s', `${end}`, top.name), movedTo(end)];
    yield [map('-s', `${end + 1n}`, '-l', '512', top.name), movedTo(end + 1n)];
    yield [map('-s', `${end / 2n}`, '-l', '0', top.name), movedTo(end / 2n)];
  }),
};

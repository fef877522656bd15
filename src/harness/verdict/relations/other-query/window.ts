import { clipped, endOf } from '../../../answers/extents/extent-list.ts';
import { comparePairs, type Pair, type Relation } from '../relation.ts';

export const window: Relation = {
  name: 'window',
  statement: 'the map of a window is the whole map, clipped',
  check: comparePairs('same', function* ({ map, top }): Iterable<Pair> {
    const { extents } = map(top.name);
    const size = endOf(extents);
    for (const [from, to] of [
      [1n, size],
      [0n, size - 1n],
      [size / 3n, (2n * size) / 3n],
      [size / 2n, size / 2n + 1n],
    ] as const) {
      if (from >= to || to > size) continue;
      const clip = { name: `the whole map from ${from} to ${to}`, extents: clipped(extents, from, to) };
      yield [map('-s', `${from}`, '-l', `${to - from}`, top.name), clip];
    }
  }),
};

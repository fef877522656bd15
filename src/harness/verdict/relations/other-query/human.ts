import type { RelatedMap } from '../related-map.ts';
import { comparePairs, type Pair, type Relation } from '../relation.ts';

export const human: Relation = {
  name: 'human',
  statement: 'the table has the extents of the JSON that are data and not zero, where all data has an offset',
  check: comparePairs('same', function* ({ map, top }): Iterable<Pair> {
    const json = map(top.name);
    if (json.extents.some(({ data, offset }) => data === true && offset === undefined)) return;
    const rows: RelatedMap = {
      name: `the rows of ${json.name}`,
      extents: json.extents
        .filter(({ data, zero }) => data === true && zero === false)
        .map(({ start, length, offset }) => ({ start, length, offset })),
    };
    const table = map('--output=human', top.name);
    const withoutFiles = table.extents.map(extent => ({ ...extent, file: undefined }));
    yield [{ ...table, extents: withoutFiles }, rows];
  }),
};

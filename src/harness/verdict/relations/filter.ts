import { formatTraits } from '../../../../generators/recipe/formats.ts';
import { comparePairs, type Pair, type Relation } from './relation.ts';

export const filter: Relation = {
  name: 'filter',
  statement: 'an image is the same through a filter (the one that compresses what is written)',
  check: comparePairs('same', function* ({ map, top: { name, format, edits } }): Iterable<Pair> {
    if (!formatTraits[format].states.includes('compressed') || edits !== undefined) return;
    const file = { driver: format, file: { driver: 'file', filename: name } };
    yield [map(`json:${JSON.stringify({ driver: 'compress', file })}`), map(name)];
  }),
};

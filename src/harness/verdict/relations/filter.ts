import { formatTraits } from '../../../../generators/recipe/formats.ts';
import { comparePairs, type Pair, type Relation } from './relation.ts';

export const filter: Relation = {
  name: 'filter',
  statement: 'an image maps the same through the filter compress',
  check: comparePairs('same', function* ({ map, top: { name, format, edits } }): Iterable<Pair> {
    if (!formatTraits[format].states.includes('compressed') || edits !== undefined) return;
    const file = { driver: format, file: { driver: 'file', filename: name } };
    yield [map(`json:${JSON.stringify({ driver: 'compress', file })}`), map(name)];
  }),
};

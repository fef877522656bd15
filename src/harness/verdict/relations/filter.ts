import { formatTraits } from '../../../../generators/recipe/formats.ts';
import { comparing, type Pair, type Relation } from './relation.ts';

export const filter: Relation = {
  name: 'filter',
  says: 'an image is the same through a filter (the one that compresses what is written)',
  check: comparing('same', function* ({ map, top: { name, format, edits } }): Iterable<Pair> {
    if (!formatTraits[format].states.includes('compressed') || edits !== undefined) return;
    const file = { driver: format, file: { driver: 'file', filename: name } };
    yield [map(`json:${JSON.stringify({ driver: 'compress', file })}`), map(name)];
  }),
};

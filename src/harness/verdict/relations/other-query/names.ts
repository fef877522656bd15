import { plainNode } from '../../../../../generators/recipe/plain-node.ts';
import { comparePairs, type Pair, type Relation } from '../relation.ts';

export const names: Relation = {
  name: 'names',
  statement: 'an image maps the same by its name, with its format, as image options and as JSON',
  check: comparePairs('same', function* ({ map, top }): Iterable<Pair> {
    const { name, format, edits } = top;
    // Probing may find another format in a damaged image.
    if (edits !== undefined) return;
    const plain = map(name);
    yield [map('-f', format, name), plain];
    yield [map(`json:${JSON.stringify(plainNode(top))}`), plain];
    yield [map('--image-opts', `driver=${format},file.filename=${name.replaceAll(',', ',,')}`), plain];
  }),
};

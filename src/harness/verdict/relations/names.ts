import { comparePairs, type Pair, type Relation } from './relation.ts';

export const names: Relation = {
  name: 'names',
  statement: 'an image maps the same by its name, with its format, as image options and as JSON',
  check: comparePairs('same', function* ({ map, top: { name, format, edits } }): Iterable<Pair> {
    // Probing may find another format in a damaged image.
    if (edits !== undefined) return;
    const plain = map(name);
    const json = { driver: format, file: { driver: 'file', filename: name } };
    yield [map('-f', format, name), plain];
    yield [map(`json:${JSON.stringify(json)}`), plain];
    yield [map('--image-opts', `driver=${format},file.filename=${name.replaceAll(',', ',,')}`), plain];
  }),
};

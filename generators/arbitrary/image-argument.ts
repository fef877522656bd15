import * as fc from 'fast-check';
import type { Layer, Query } from '../recipe/recipe.ts';

/** For the words that name a layer's file: its name mostly, with -f, as json: with and without its backing file, or as options. */
export function imageArgument(layer: Layer): fc.Arbitrary<Query> {
  const { name, format } = layer;
  const file = { driver: 'file', filename: name };
  const alone = { driver: format, file, backing: null };
  const options = `driver=${format},file.driver=file,file.filename=${name.replaceAll(',', ',,')}`;
  const forced = fc.constantFrom(['-f', format], [`-f${format}`], [`--format=${format}`]);
  const asJson = fc.constant([`json:${JSON.stringify({ driver: format, file })}`]);
  const cut = fc.constant([`json:${JSON.stringify(alone)}`]);
  const asOptions = fc.constantFrom(options, options.replace('file.driver=file,', ''));
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant([name]) },
    { weight: 4, arbitrary: forced.map(words => [...words, name]) },
    { weight: 1, arbitrary: asJson },
    // Raw has no backing file, and refuses the option.
    { weight: format === 'raw' ? 0 : 3, arbitrary: cut },
    { weight: 2, arbitrary: asOptions.map(text => ['--image-opts', text]) },
  );
}

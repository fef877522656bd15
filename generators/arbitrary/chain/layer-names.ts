import * as fc from 'fast-check';
import { impliedStem } from '../../recipe/implied-stem.ts';
import type { Layer } from '../../recipe/recipe.ts';
import { noWish, type Wish, weightOf } from '../../wish/wish.ts';

/** Constraints of `layerNames`. */
export interface LayerNamesConstraints {
  /** The formats of the layers, base first. Names end with them. */
  formats: readonly Layer['format'][];
  /**
   * The traits that are drawn more often: here, awkward names.
   * @defaultValue none
   */
  wish?: Wish;
}

/** Names that are difficult for shells, JSON, option strings and printed columns. One of them is a file in a folder. */
const awkward = ['a b', "it's", 'say "so"', 'comma,name', '%s', '$HOME', 'ünï', 'sub/base', '[0]', 'a=b'];

/** For distinct file names, base first: base, mid1 …, top. Once in twenty one name is awkward. */
export function layerNames(constraints: LayerNamesConstraints): fc.Arbitrary<string[]> {
  const { formats, wish = noWish } = constraints;
  if (formats.length === 0) throw new RangeError('layerNames: formats must not be empty');
  const plain = formats.map((format, index) => `${impliedStem(index, formats.length)}.${format}`);
  const rename = (name: string, index: number): string[] => plain.with(index, `${name}.${formats[index]}`);
  // Only the base can be in a folder: a layer above it would name its backing file by a path with `..`.
  const anywhere = fc.tuple(
    fc.constantFrom(...awkward.filter(name => !name.includes('/'))),
    fc.integer({ min: 0, max: formats.length - 1 }),
  );
  return fc.oneof(
    { weight: 19, arbitrary: fc.constant(plain) },
    {
      weight: weightOf(wish, 'names', 1, 60),
      arbitrary: fc.oneof(
        fc.constantFrom(...awkward).map(name => rename(name, 0)),
        anywhere.map(([name, index]) => rename(name, index)),
      ),
    },
  );
}

import * as fc from 'fast-check';
import type { Layer, Recipe } from '../../recipe/recipe.ts';
import type { Wish } from '../../wish/wish.ts';

/** The versions of qemu-nbd that serve files. */
const versions = ['5.2', '7.2', '10.0', '11.1'];

/** For the same chain, with the files of one or two layers served if the wish names that. */
export function withServedLayers({ layers }: Recipe, wish: Wish): fc.Arbitrary<Recipe> {
  if (!wish.has('nbd-export')) return fc.constant({ layers });
  const some = fc.subarray([...layers.keys()], { minLength: 1, maxLength: Math.min(2, layers.length) });
  return fc
    .tuple(some, fc.constantFrom(...versions), fc.constantFrom(...versions))
    .map(([served, one, other]) => {
      const versionOf = (index: number): string => (index === served[0] ? one : other);
      return {
        layers: layers.map((layer, index): Layer => {
          return served.includes(index) ? { ...layer, served: versionOf(index) } : layer;
        }),
      };
    });
}

import * as fc from 'fast-check';
import type { Layer, Recipe } from '../../recipe/recipe.ts';
import { nbdkit } from '../../recipe/served.ts';
import type { Wish } from '../../wish/wish.ts';

/** What serves files: versions of qemu-nbd, and nbdkit. */
const servers = ['5.2', '7.2', '10.0', '11.1', nbdkit];

/** For the same chain, with the files of one or two layers served if the wish names that. */
export function withServedLayers({ layers }: Recipe, wish: Wish): fc.Arbitrary<Recipe> {
  if (!wish.has('nbd-export')) return fc.constant({ layers });
  const some = fc.subarray([...layers.keys()], { minLength: 1, maxLength: Math.min(2, layers.length) });
  return fc
    .tuple(some, fc.constantFrom(...servers), fc.constantFrom(...servers))
    .map(([served, one, other]) => {
      const serverOf = (index: number): string => (index === served[0] ? one : other);
      return {
        layers: layers.map((layer, index): Layer => {
          return served.includes(index) ? { ...layer, served: serverOf(index) } : layer;
        }),
      };
    });
}

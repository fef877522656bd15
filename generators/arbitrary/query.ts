import * as fc from 'fast-check';
import type { Query, Recipe } from '../recipe/recipe.ts';
import { abbreviated } from './abbreviated.ts';
import { arrangement } from './arrangement.ts';
import { imageArgument } from './image-argument.ts';
import { nbdContext, servesSoon } from './nbd-query.ts';
import { window } from './window.ts';

/** The layer that is mapped: the top mostly, any other now and then. */
function mapped({ layers }: Recipe): fc.Arbitrary<number> {
  const top = layers.length - 1;
  return fc.oneof(
    { weight: 19, arbitrary: fc.constant(top) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: top }) },
  );
}

const output: fc.Arbitrary<readonly Query[]> = fc.oneof(
  { weight: 12, arbitrary: fc.constant([['--output=json']]) },
  { weight: 1, arbitrary: fc.constant([['--output', 'json']]) },
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant([['--output=human']]) },
);

const share: fc.Arbitrary<readonly Query[]> = fc.oneof(
  { weight: 12, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constantFrom([['-U']], [['--force-share']]) },
);

/**
 * For the arguments of `map` on a chain: JSON mostly, whole or in a window, the top by its name or in another form,
 * options spelled out and before the image mostly; now and then a context of NBD, which takes two programs and so the
 * time of three maps.
 */
export function query(recipe: Recipe): fc.Arbitrary<Query> {
  if (recipe.layers.length === 0) throw new RangeError('query: the recipe must have a layer');
  const image = mapped(recipe).chain(index => imageArgument(recipe, index));
  const map = fc
    .tuple(output, share, fc.oneof(fc.constant([]), window(recipe)), image)
    .chain(([format, lock, bounds, { options, operand }]) => {
      const all = [...format, ...lock, ...bounds, ...options];
      return fc.tuple(...all.map(abbreviated)).chain(spelled => arrangement(spelled, operand));
    });
  const context = fc
    .tuple(nbdContext, share, image)
    .map(([words, lock, { options, operand }]) => [...words, ...lock.flat(), ...options.flat(), operand]);
  return fc.oneof({ weight: 39, arbitrary: map }, { weight: servesSoon(recipe) ? 1 : 0, arbitrary: context });
}

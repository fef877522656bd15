import * as fc from 'fast-check';
import type { Query, Recipe } from '../recipe/recipe.ts';
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

const output: fc.Arbitrary<Query> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(['--output=json']) },
  { weight: 1, arbitrary: fc.constant(['--output', 'json']) },
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant(['--output=human']) },
);

const share: fc.Arbitrary<Query> = fc.oneof(
  { weight: 12, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constantFrom(['-U'], ['--force-share']) },
);

/**
 * For the arguments of `map` on a chain: JSON mostly, whole or in a window, the top by its name or in another form;
 * now and then a context of NBD, which takes two programs and so the time of three maps.
 * Options come first mostly; the image then stands among its own options.
 */
export function query(recipe: Recipe): fc.Arbitrary<Query> {
  if (recipe.layers.length === 0) throw new RangeError('query: the recipe must have a layer');
  const windows = fc.oneof(fc.constant([]), window(recipe));
  const imageFirst = fc.integer({ min: 0, max: 9 }).map(die => die === 0);
  return fc
    .tuple(
      fc.oneof(
        { weight: 39, arbitrary: fc.tuple(output, share, windows) },
        { weight: servesSoon(recipe) ? 1 : 0, arbitrary: fc.tuple(nbdContext, share, fc.constant([])) },
      ),
      mapped(recipe).chain(index => imageArgument(recipe, index)),
      imageFirst,
    )
    .map(([[format, lock, bounds], image, first]) =>
      first ? [...image, ...format, ...lock, ...bounds] : [...format, ...lock, ...bounds, ...image],
    );
}

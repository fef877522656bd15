import * as fc from 'fast-check';
import type { Layer, Query, Recipe } from '../../recipe/recipe.ts';
import { lazily } from '../../wish/lazily.ts';
import { isPlainlySeen, noWish, type Wish, weightOf } from '../../wish/wish.ts';
import { abbreviated } from './abbreviated.ts';
import { arrangement } from './arrangement.ts';
import { imageArgument } from './image/image-argument.ts';
import type { ImageWords } from './image/image-words.ts';
import { misused } from './misused.ts';
import { hasBitmaps, isQuicklyServed, nbdContext } from './nbd-query.ts';
import { window } from './window.ts';
import { withHelp } from './with-help.ts';

/** The weight of what a wish names. */
const wished = 60;

/** The layer that is mapped: mostly the top. */
function mapped({ layers }: Recipe, wish: Wish): fc.Arbitrary<number> {
  const top = layers.length - 1;
  // The base is the layer that may be raw.
  if (wish.has('raw-window')) return fc.constant(0);
  return fc.oneof(
    { weight: 19, arbitrary: fc.constant(top) },
    {
      // Each format should stand below drivers, and the top is mostly of the usual one.
      weight: weightOf(wish, 'deeper-layer', isPlainlySeen(wish) ? 0 : wish.has('driver') ? 12 : 1, wished),
      arbitrary: fc.integer({ min: 0, max: top }),
    },
  );
}

function outputs(wish: Wish): fc.Arbitrary<readonly Query[]> {
  return fc.oneof(
    { weight: weightOf(wish, 'json', 12, wished), arbitrary: fc.constant([['--output=json']]) },
    { weight: 1, arbitrary: fc.constant([['--output', 'json']]) },
    { weight: weightOf(wish, 'human', 2, wished), arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constant([['--output=human']]) },
  );
}

function locks(wish: Wish): fc.Arbitrary<readonly Query[]> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant([]) },
    { weight: weightOf(wish, 'locks', 1, wished), arbitrary: fc.constantFrom([['-U']], [['--force-share']]) },
  );
}

/** The weight of a context of NBD. Nothing else of a case shows a dirty bitmap. */
function contextWeight(recipe: Recipe, wish: Wish): number {
  const asked = wish.has('dirty-bitmap') ? 'dirty-bitmap' : 'nbd-context';
  return weightOf(wish, asked, hasBitmaps(recipe) ? 40 : 4, 16 * wished);
}

/** qemu-nbd takes no object here, so an encrypted image is named by its file name only. */
function withoutObjects(argument: ImageWords, { name }: Layer): ImageWords {
  const named = argument.options.some(([option]) => option === '--object');
  return named ? { options: [], operand: name } : argument;
}

/**
 * For the arguments of `map` on a chain. Mostly JSON of the top by its name, the options before it and not abbreviated;
 * else a table, a window, another layer or another way of naming it. Now and then a context of NBD, which takes two
 * programs and as long as three maps; a command line that map refuses; or a request for help.
 */
export function query(recipe: Recipe, wish: Wish = noWish): fc.Arbitrary<Query> {
  if (recipe.layers.length === 0) throw new RangeError('query: the recipe must have a layer');
  const layer = mapped(recipe, wish);
  const image = layer.chain(index => imageArgument(recipe, index, wish));
  // A window may leave out the one place that should be seen.
  const usual = isPlainlySeen(wish) ? 9 : 1;
  const whole = {
    weight: wish.has('start') || wish.has('length') ? 0 : usual,
    arbitrary: fc.constant([]),
  };
  const bounds = fc.oneof(whole, { weight: 1, arbitrary: lazily(() => window(recipe, wish)) });
  const map = fc
    .tuple(outputs(wish), locks(wish), bounds, image)
    .chain(([format, lock, bounds, { options, operand }]) => {
      const all = [...format, ...lock, ...bounds, ...options];
      return fc
        .tuple(...all.map(option => abbreviated(option, wish)))
        .chain(spelled => arrangement(spelled, operand));
    });
  const context = fc
    .tuple(
      nbdContext(recipe, wish),
      locks(wish),
      layer.chain(index =>
        imageArgument(recipe, index, wish).map(argument => withoutObjects(argument, recipe.layers[index]!)),
      ),
    )
    .map(([words, lock, { options, operand }]) => [...words, ...lock.flat(), ...options.flat(), operand]);
  return fc.oneof(
    { weight: 156, arbitrary: map },
    {
      weight: isQuicklyServed(recipe) ? contextWeight(recipe, wish) : 0,
      arbitrary: context,
    },
    { weight: weightOf(wish, 'misuse', 3, 16 * wished), arbitrary: map.chain(misused) },
    { weight: weightOf(wish, 'help', 2, 16 * wished), arbitrary: map.chain(withHelp) },
  );
}

import * as fc from 'fast-check';
import type { Query, Recipe } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';
import { borders } from './borders.ts';
import { sizeText } from './size-text.ts';

/** A window as its options give it; absent: from the start, to the end. In bytes. */
interface Window {
  readonly start?: bigint;
  readonly length?: bigint;
}

/** Distances from a border at which programs go wrong by one: a byte, a sector. */
const shifts = [0n, 0n, 0n, 1n, -1n, 512n, -512n];

/** With a start behind 0 its end is beyond 64 bits with a sign. */
const longest = (1n << 63n) - 1n;

/** The positions that windows begin or end at: borders mostly, and a byte or a sector off; or anywhere; or beyond. */
function position(recipe: Recipe): fc.Arbitrary<bigint> {
  const end = recipe.layers.map(virtualSize).reduce((longest, size) => (size > longest ? size : longest), 0n);
  const atBorder = fc
    .tuple(fc.constantFrom(...borders(recipe)), fc.constantFrom(...shifts))
    .map(([border, shift]) => (border + shift < 0n ? 0n : border + shift));
  return fc.oneof(
    { weight: 7, arbitrary: atBorder },
    { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: end }) },
    { weight: 1, arbitrary: fc.constantFrom(0n, end + 1n, end + 65536n, 1n << 40n) },
  );
}

function bounds(recipe: Recipe): fc.Arbitrary<Window> {
  const at = position(recipe);
  const length = fc.oneof(
    { weight: 4, arbitrary: at },
    { weight: 1, arbitrary: fc.constantFrom(0n, 1n, 2n, 511n, 512n, 4096n, 65536n) },
  );
  const between = fc
    .tuple(at, at)
    .map(([a, b]): Window => (a < b ? { start: a, length: b - a } : { start: b, length: a - b }));
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ start: at }) },
    { weight: 4, arbitrary: fc.record({ length }) },
    { weight: 8, arbitrary: between },
    { weight: 4, arbitrary: fc.record({ start: at, length }) },
    { weight: 1, arbitrary: fc.record({ start: at, length: fc.constant(longest) }) },
  );
}

/** One option with its value: `-s 64k`, `-s64k`, `--start-offset 64k`, `--start-offset=64k`. */
function option(short: string, long: string, value: bigint | undefined): fc.Arbitrary<Query> {
  if (value === undefined) return fc.constant([]);
  return sizeText(value).chain(text =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([short, text]) },
      { weight: 1, arbitrary: fc.constant([`${short}${text}`]) },
      { weight: 1, arbitrary: fc.constant([long, text]) },
      { weight: 1, arbitrary: fc.constant([`${long}=${text}`]) },
    ),
  );
}

/** For the options of `map` that bound what is shown of a chain, biased to its borders: one or two of them, each alone. */
export function window(recipe: Recipe): fc.Arbitrary<Query[]> {
  return bounds(recipe)
    .chain(({ start, length }) =>
      fc.tuple(option('-s', '--start-offset', start), option('-l', '--max-length', length)),
    )
    .map(options => options.filter(words => words.length > 0));
}

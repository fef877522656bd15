import * as fc from 'fast-check';
import type { Query, Recipe } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { noWish, type Wish, weightOf } from '../../wish/wish.ts';
import { borders } from './borders.ts';
import { sizeText } from './size-text.ts';

/** A window as its options give it, in bytes. Absent: from the start, or to the end. */
interface Window {
  readonly start?: bigint;
  readonly length?: bigint;
}

/** Distances from a border where off-by-one errors appear: a byte, a sector. */
const shifts = [0n, 0n, 0n, 1n, -1n, 512n, -512n];

/** With a start above 0 the end exceeds signed 64 bits. */
const longest = (1n << 63n) - 1n;

/**
 * The positions where windows begin or end: mostly borders, exactly or off by a byte or a sector, else anywhere or
 * past the end.
 */
function position(recipe: Recipe): fc.Arbitrary<bigint> {
  const end = recipe.layers.map(virtualSize).reduce((longest, size) => (size > longest ? size : longest), 0n);
  const atBorder = fc
    .tuple(oneOf(borders(recipe)), fc.constantFrom(...shifts))
    .map(([border, shift]) => (border + shift < 0n ? 0n : border + shift));
  return fc.oneof(
    { weight: 7, arbitrary: atBorder },
    { weight: 2, arbitrary: fc.constantFrom(...shifts.map(shift => (end + shift < 0n ? 0n : end + shift))) },
    { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: end }) },
    { weight: 1, arbitrary: fc.constantFrom(0n, end + 1n, end + 65536n, 1n << 40n) },
  );
}

/** As `constantFrom`, for a list that is too long for the arguments of a call: a row of millions of clusters has a border at each L2 table. */
function oneOf(values: readonly bigint[]): fc.Arbitrary<bigint> {
  return fc.integer({ min: 0, max: values.length - 1 }).map(index => values[index]!);
}

/** The window of the top that ends inside its last sector: a size in sectors, rounded up, would reach the end. */
function toLastSector({ layers }: Recipe): fc.Arbitrary<Window> {
  const end = virtualSize(layers.at(-1)!);
  return fc.bigInt({ min: 1n, max: 511n }).map(left => ({ length: end < left ? 0n : end - left }));
}

function bounds(recipe: Recipe, wish: Wish): fc.Arbitrary<Window> {
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
    { weight: weightOf(wish, 'length', 1, 12), arbitrary: toLastSector(recipe) },
  );
}

/**
 * One option with its value, in one of its spellings: `-s 64k`, `-s64k`, `--start-offset 64k`, `--start-offset=64k`.
 */
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

/** For the options of `map` that bound the output, mostly at borders of the chain: one of them or both. */
export function window(recipe: Recipe, wish: Wish = noWish): fc.Arbitrary<Query[]> {
  return bounds(recipe, wish)
    .chain(({ start, length }) =>
      fc.tuple(option('-s', '--start-offset', start), option('-l', '--max-length', length)),
    )
    .map(options => options.filter(words => words.length > 0));
}

import * as fc from 'fast-check';
import { bitmapContext } from '../../recipe/query/bitmap-context.ts';
import type { Query, Recipe } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { isPlainlySeen, noWish, type Wish, weightOf } from '../../wish/wish.ts';
import { bitmapNames } from '../qcow2/bitmaps.ts';

/** nbdinfo queries 4 GiB at a time: a larger image takes it thousands of queries. */
export const largestServed: bigint = 1n << 40n;

/** Whether nbdinfo reads a context of the chain quickly. */
export function isQuicklyServed({ layers }: Recipe): boolean {
  return layers.every(layer => virtualSize(layer) <= largestServed);
}

const contexts = ['base:allocation', 'qemu:allocation-depth'] as const;

/** The query with the other context in place of the one that it requests; undefined if it requests none. */
export function withOtherContext(query: Query): Query | undefined {
  for (const [index, context] of contexts.entries()) {
    const other = contexts[1 - index]!;
    if (query.some(word => word.endsWith(context))) return query.map(word => word.replace(context, other));
  }
  return undefined;
}

/** Names that no layer of a sound chain has, those of bitmaps that damage makes up, and no name. */
const otherNames = ['gone', 'B0', '', ...bitmapNames];

/**
 * For the context of a dirty bitmap: mostly one that some layer of the chain has. A server looks for it down the chain from the
 * queried layer on.
 */
function bitmapContexts({ layers }: Recipe): fc.Arbitrary<string> {
  const names = layers.flatMap(({ bitmaps = [] }) => bitmaps.map(({ name }) => name));
  return fc
    .oneof(...(names.length === 0 ? [] : [{ weight: 9, arbitrary: fc.constantFrom(...names) }]), {
      weight: 1,
      arbitrary: fc.constantFrom(...otherNames),
    })
    .map(name => bitmapContext + name);
}

/** How often the context is a dirty bitmap, as a weight beside 4 for others. */
function bitmapWeight(recipe: Recipe, wish: Wish): number {
  if (isPlainlySeen(wish) && !wish.has('dirty-bitmap')) return 0;
  return weightOf(wish, 'dirty-bitmap', hasBitmaps(recipe) ? 12 : 1, 200);
}

/** Whether a layer of the chain has dirty bitmaps. */
export function hasBitmaps({ layers }: Recipe): boolean {
  return layers.some(({ bitmaps }) => bitmaps !== undefined);
}

/** For the arguments of `map` that request a context of NBD of a chain instead of a map, as text or as JSON. */
export function nbdContext(recipe: Recipe, wish: Wish = noWish): fc.Arbitrary<Query> {
  const context = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<string>(...contexts) },
    { weight: bitmapWeight(recipe, wish), arbitrary: bitmapContexts(recipe) },
  );
  return fc
    .tuple(context, fc.boolean(), fc.constantFrom<Query>([], ['--output=json']))
    .map(([asked, joined, output]) => [
      ...(joined ? [`--context=${asked}`] : ['--context', asked]),
      ...output,
    ]);
}

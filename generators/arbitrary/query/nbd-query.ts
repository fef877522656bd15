import * as fc from 'fast-check';
import type { Query, Recipe } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';

/** nbdinfo queries 4 GiB at a time: a larger image takes it thousands of queries. */
const largest = 1n << 40n;

/** Whether nbdinfo reads a context of the chain quickly. */
export function isQuicklyServed({ layers }: Recipe): boolean {
  return layers.every(layer => virtualSize(layer) <= largest);
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

/** For the arguments of `map` that request a context of NBD instead of a map, as text or as JSON. */
export const nbdContext: fc.Arbitrary<Query> = fc
  .tuple(fc.constantFrom(...contexts), fc.boolean(), fc.constantFrom<Query>([], ['--output=json']))
  .map(([context, joined, output]) => [
    ...(joined ? [`--context=${context}`] : ['--context', context]),
    ...output,
  ]);

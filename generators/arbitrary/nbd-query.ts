import * as fc from 'fast-check';
import type { Query, Recipe } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';

/** nbdinfo queries 4 GiB at a time: a larger image takes it thousands of queries. */
const largest = 1n << 40n;

/** Whether nbdinfo reads a context of the chain quickly. */
export function isQuicklyServed({ layers }: Recipe): boolean {
  return layers.every(layer => virtualSize(layer) <= largest);
}

/** For the arguments of `map` that request a context of NBD instead of a map, as text or as JSON. */
export const nbdContext: fc.Arbitrary<Query> = fc
  .tuple(
    fc.constantFrom('base:allocation', 'qemu:allocation-depth'),
    fc.boolean(),
    fc.constantFrom<Query>([], ['--output=json']),
  )
  .map(([context, joined, output]) => [
    ...(joined ? [`--context=${context}`] : ['--context', context]),
    ...output,
  ]);

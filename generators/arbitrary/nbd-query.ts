import * as fc from 'fast-check';
import type { Query, Recipe } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';

/** nbdinfo asks for 4 GiB at a time: of a larger image thousands of times. */
const largest = 1n << 40n;

/** Whether a context of NBD of a chain can be had in a moment. */
export function servesSoon({ layers }: Recipe): boolean {
  return layers.every(layer => virtualSize(layer) <= largest);
}

/** For the arguments of `map` that ask for a context of NBD instead of a map: as text, or as JSON. */
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

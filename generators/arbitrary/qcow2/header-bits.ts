import * as fc from 'fast-check';
import type { Qcow2Layer } from '../../recipe/recipe.ts';

const bits = ['dirty', 'corrupt', 'lazyRefcounts'] as const;

/** For one or more of the header bits that don't matter to a program that only reads (version 3). */
export function headerBits(): fc.Arbitrary<Pick<Qcow2Layer, (typeof bits)[number]>> {
  return fc
    .subarray([...bits], { minLength: 1 })
    .map(set => Object.fromEntries(set.map(bit => [bit, true as const])));
}

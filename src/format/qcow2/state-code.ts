import { hasHostCluster, type SubclusterState } from './entry.ts';
import { kindOf } from './kind-of.ts';

/** The cluster has bytes of its own in the host file; see `hasHostCluster`. */
export const hostedBit = 64;
/** The bitmap that says the state makes no sense. */
export const invalidBit = 128;

/** A state as a sum of bits, unlike that of any other: what it means for a map (`kindOf`), and those above. */
export function codeOf(state: SubclusterState): number {
  return kindOf(state) | (hasHostCluster(state) ? hostedBit : 0) | (state === 'invalid' ? invalidBit : 0);
}

/** The bits of `kindOf` in a code. */
export const kindMask: number = hostedBit - 1;

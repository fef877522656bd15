import { heldStates } from '../cells/held-states.ts';
import type { Qcow2Layer } from '../recipe.ts';

/**
 * Whether a layer is a skeleton in which qemu must find holes: its data is written, and its refcounts promise more
 * clusters.
 */
export function hasVisibleHoles({ skeleton, cells }: Qcow2Layer): boolean {
  return skeleton === true && cells.some(cell => heldStates(cell).includes('data-hole'));
}

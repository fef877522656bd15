import { hasHostSlot } from '../cells/cell-row.ts';
import { heldStates } from '../cells/held-states.ts';
import type { MixedCell } from '../recipe.ts';

/** What is wrong with the subclusters of a cluster, or undefined if one cluster can hold them all. */
export function mixtureMistake(cell: MixedCell): string | undefined {
  const { subclusters } = cell;
  for (const [index, { state, count }] of subclusters.entries()) {
    if (!Number.isSafeInteger(count) || count < 1) return 'a run of subclusters has at least one';
    if (subclusters[index - 1]?.state === state)
      return `neighbouring runs of subclusters are both ${state}: they are one`;
  }
  const total = subclusters.reduce((sum, { count }) => sum + count, 0);
  if (total !== 32) return `a cluster has 32 subclusters, this one ${total}`;
  if (subclusters.length === 1) return '32 subclusters of one state are one cell';
  return hostMistake(cell);
}

/** The host offset belongs to the cluster as a whole: states with one and states without one don't mix. */
function hostMistake(cell: MixedCell): string | undefined {
  if (!hasHostSlot(cell)) return undefined;
  const without = heldStates(cell).find(state => state === 'unallocated' || state === 'zero-plain');
  if (without === undefined) return undefined;
  const other = without === 'unallocated' ? 'reserved' : 'zero-allocated';
  return `${without} subclusters have no host offset, but this cluster has one: there they are ${other}`;
}

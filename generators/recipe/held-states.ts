import type { CellState, MixedCell, UniformCell } from './recipe.ts';

/** The states that a cell holds, each once: its own, or those of its subclusters in the order of their appearance. */
export function heldStates(cell: UniformCell | MixedCell): CellState[] {
  if (cell.state !== 'mixed') return [cell.state];
  return [...new Set(cell.subclusters.map(({ state }) => state))];
}

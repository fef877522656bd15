import type { CellState, MixedCell, UniformCell } from '../recipe.ts';

/** The states in a cell, each once: its own, or those of its subclusters in the order in which they appear. */
export function heldStates(cell: UniformCell | MixedCell): CellState[] {
  if (cell.state !== 'mixed') return [cell.state];
  return [...new Set(cell.subclusters.map(({ state }) => state))];
}

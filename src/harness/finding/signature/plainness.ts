import type { ColumnState } from '../../../../generators/recipe/cells/column.ts';
import type { CellState } from '../../../../generators/recipe/recipe.ts';

/** The states, plainest first. A fault that also shows in a plainer state isn't a fault of the state. */
const plainestFirst: readonly ColumnState[] = [
  'unallocated',
  'data',
  'zero-plain',
  'zero-allocated',
  'data-hole',
  'hole',
  'compressed',
  'reserved',
  'illegal',
  'end',
];

/** How far from plain a state is: 0 for the plainest. */
export function distanceFromPlain(state: ColumnState): number {
  return plainestFirst.indexOf(state);
}

/** The cluster states that are plainer than another one, plainest first. */
export function plainerThan(state: CellState): CellState[] {
  return plainestFirst
    .slice(0, distanceFromPlain(state))
    .filter((plainer): plainer is CellState => plainer !== 'hole' && plainer !== 'end');
}

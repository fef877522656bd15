import { heldStates } from '../../../generators/recipe/held-states.ts';
import type { CellState, Layer, MixedCell, Recipe, UniformCell } from '../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../generators/recipe/virtual-size.ts';

/** What one layer holds at a guest offset: a cell state, or `end` behind the layer's own end. */
export type ColumnState = CellState | 'end';

const deciding = (state: ColumnState): boolean =>
  state !== 'unallocated' && state !== 'reserved' && state !== 'end';

/**
 * The states at one guest offset (bytes), from the top layer down to the one that decides: the first that is neither
 * unallocated (with a host offset or without) nor at its end. Where none decides it is the whole column.
 */
export function columnAt(recipe: Recipe, at: bigint): ColumnState[] {
  const column = recipe.layers.map(layer => stateAt(layer, at)).reverse();
  const first = column.findIndex(deciding);
  return first < 0 ? column : column.slice(0, first + 1);
}

function stateAt(layer: Layer, at: bigint): ColumnState {
  if (at < 0n || at >= virtualSize(layer)) return 'end';
  const cell = at / BigInt(layer.unit);
  let behind = 0n;
  for (const run of layer.cells) {
    behind += BigInt(run.count);
    if (cell < behind) return stateWithin(run, at % BigInt(layer.unit), layer.unit);
  }
  return 'unallocated';
}

/** The state at a byte of a cluster; one illegal subcluster spoils the whole cluster. */
function stateWithin(cell: UniformCell | MixedCell, at: bigint, unit: number): CellState {
  if (cell.state !== 'mixed') return cell.state;
  if (heldStates(cell).includes('illegal')) return 'illegal';
  const subcluster = Math.floor(Number(at) / (unit / 32));
  return cell.subclusters.flatMap(({ state, count }) => Array<CellState>(count).fill(state))[subcluster]!;
}

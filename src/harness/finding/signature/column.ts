import { traitsOf } from '../../../../generators/recipe/formats.ts';
import { heldStates } from '../../../../generators/recipe/held-states.ts';
import { mappedSize } from '../../../../generators/recipe/mapped-size.ts';
import type {
  CellRun,
  CellState,
  Layer,
  MixedCell,
  Recipe,
  UniformCell,
} from '../../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../../generators/recipe/virtual-size.ts';

/** What one layer holds at a guest offset: a cell state, `hole` in a raw layer, or `end` behind the layer's own end. */
export type ColumnState = CellState | 'hole' | 'end';

const leavesOpen = (state: ColumnState): boolean => state === 'unallocated' || state === 'reserved';

/**
 * The states at one guest offset (bytes), from the top layer down to the one that decides: the first that is not
 * unallocated, with a host offset or without. A layer that has ended decides too: what is below it doesn't show. Where none
 * decides it is the whole column.
 */
export function columnAt(recipe: Recipe, at: bigint): ColumnState[] {
  const column = recipe.layers.map(layer => stateAt(layer, at)).reverse();
  const first = column.findIndex(state => !leavesOpen(state));
  return first < 0 ? column : column.slice(0, first + 1);
}

/**
 * The state by which a column is decided. Where no layer has anything, whether all leave it open or one has ended, it is
 * what they leave it open by.
 */
export function decidingStateOf(column: readonly ColumnState[]): ColumnState {
  const last = column.at(-1)!;
  if (!leavesOpen(last) && (last !== 'end' || column.length === 1)) return last;
  return column.includes('reserved') ? 'reserved' : 'unallocated';
}

function stateAt(layer: Layer, at: bigint): ColumnState {
  if (at < 0n || at >= mappedSize(layer)) return 'end';
  const cell = at / BigInt(layer.unit);
  const run = at < virtualSize(layer) ? runAt(layer.cells, cell) : undefined;
  const state = run === undefined ? 'unallocated' : stateWithin(run, at % BigInt(layer.unit), layer.unit);
  return state === 'unallocated' && traitsOf(layer).unallocated === 'hole' ? 'hole' : state;
}

function runAt(cells: readonly CellRun[], cell: bigint): CellRun | undefined {
  let behind = 0n;
  return cells.find(({ count }) => {
    behind += BigInt(count);
    return cell < behind;
  });
}

/** The state at a byte of a cluster; one illegal subcluster spoils the whole cluster. */
function stateWithin(cell: UniformCell | MixedCell, at: bigint, unit: number): CellState {
  if (cell.state !== 'mixed') return cell.state;
  if (heldStates(cell).includes('illegal')) return 'illegal';
  const subcluster = Math.floor(Number(at) / (unit / 32));
  return cell.subclusters.flatMap(({ state, count }) => Array<CellState>(count).fill(state))[subcluster]!;
}

import { traitsOf } from '../formats.ts';
import { mappedSize } from '../mapped-size.ts';
import type { CellRun, CellState, Layer, MixedCell, Recipe, UniformCell } from '../recipe.ts';
import { virtualSize } from '../virtual-size.ts';
import { heldStates } from './held-states.ts';

/** What an unallocated cell is in a layer's format. */
const unallocatedAs: Readonly<Record<'open' | 'hole' | 'zero' | 'data', ColumnState>> = {
  open: 'unallocated',
  hole: 'hole',
  zero: 'zero-plain',
  data: 'data',
};

/** The state of one layer at a guest offset: a cell state, `hole` in a raw layer, or `end` past the end of the layer. */
export type ColumnState = CellState | 'hole' | 'end';

const isOpen = (state: ColumnState): boolean => state === 'unallocated' || state === 'reserved';

/**
 * The states at one guest offset (bytes), from the top layer down to the layer that decides: the first one that is neither
 * unallocated nor reserved. A layer that has ended decides too, since it hides the layers below. If no layer decides, the
 * column is whole.
 */
export function columnAt(recipe: Recipe, at: bigint): ColumnState[] {
  const column = recipe.layers.map(layer => stateAt(layer, at)).reverse();
  const first = column.findIndex(state => !isOpen(state));
  return first < 0 ? column : column.slice(0, first + 1);
}

/** The state that decides a column. If no layer has anything there it is `reserved` when some layer has that, else `unallocated`. */
export function decidingStateOf(column: readonly ColumnState[]): ColumnState {
  const last = column.at(-1)!;
  if (!isOpen(last) && (last !== 'end' || column.length === 1)) return last;
  return column.includes('reserved') ? 'reserved' : 'unallocated';
}

/** The state of one layer at a guest offset (bytes), as map tells it: an unallocated block of some formats is zeros or data. */
export function stateAt(layer: Layer, at: bigint): ColumnState {
  const state = writtenAt(layer, at);
  return state === 'unallocated' ? unallocatedAs[traitsOf(layer).unallocated] : state;
}

/** The state of one layer at a guest offset (bytes), as its file has it. */
export function writtenAt(layer: Layer, at: bigint): ColumnState {
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

/** The state at a byte of a cluster. One illegal subcluster makes the whole cluster illegal. */
function stateWithin(cell: UniformCell | MixedCell, at: bigint, unit: number): CellState {
  if (cell.state !== 'mixed') return cell.state;
  if (heldStates(cell).includes('illegal')) return 'illegal';
  const subcluster = Math.floor(Number(at) / (unit / 32));
  return cell.subclusters.flatMap(({ state, count }) => Array<CellState>(count).fill(state))[subcluster]!;
}

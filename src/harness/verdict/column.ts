import type { CellState, Layer, Recipe } from '../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../generators/recipe/virtual-size.ts';

/** What one layer holds at a guest offset: a cell state, or `end` behind the layer's own end. */
export type ColumnState = CellState | 'end';

/**
 * The states at one guest offset (bytes), from the top layer down to the one that decides: the first that is neither
 * unallocated nor at its end. Where none decides it is the whole column.
 */
export function columnAt(recipe: Recipe, at: bigint): ColumnState[] {
  const column = recipe.layers.map(layer => stateAt(layer, at)).reverse();
  const deciding = column.findIndex(state => state !== 'unallocated' && state !== 'end');
  return deciding < 0 ? column : column.slice(0, deciding + 1);
}

function stateAt(layer: Layer, at: bigint): ColumnState {
  if (at < 0n || at >= virtualSize(layer)) return 'end';
  const cell = at / BigInt(layer.unit);
  let behind = 0n;
  for (const run of layer.cells) {
    behind += BigInt(run.count);
    if (cell < behind) return run.state;
  }
  return 'unallocated';
}

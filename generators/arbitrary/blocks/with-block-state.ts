import { kindOf } from '../../recipe/blocks/block-layer.ts';
import { hostSlotCount } from '../../recipe/cells/cell-row.ts';
import type { BlockLayer, CellState } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { withCell } from '../layer/with-cell.ts';

/**
 * The layer with the block at guest byte `at` in another state. A layer that ends before, or can't hold the state, stays as it
 * is.
 */
export function withBlockState(layer: BlockLayer, at: number, state: CellState): BlockLayer {
  const { states } = kindOf(layer);
  if (!states.includes(state) || BigInt(at) >= virtualSize(layer)) return layer;
  const cells = withCell(layer.cells, Math.floor(at / layer.unit), state);
  const { slots, ...rest } = layer;
  const sameCount = hostSlotCount(cells) === hostSlotCount(layer.cells);
  return { ...rest, cells, ...(slots === undefined || !sameCount ? {} : { slots }) } as BlockLayer;
}

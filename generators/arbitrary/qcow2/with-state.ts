import { hostSlotCount } from '../../recipe/cell-row.ts';
import type { CellState, Qcow2Layer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { withCell } from '../with-cell.ts';

/** Layers of larger clusters don't grow: they would take long to write. In bytes. */
const largestGrowing = 1 << 16;

/**
 * The layer with the cluster at guest byte `at` in another state. A layer that ends before becomes longer, unless its
 * clusters are large. One that can't hold the state stays as it is.
 */
export function withState(layer: Qcow2Layer, at: number, state: CellState): Qcow2Layer {
  if (!canHold(layer, state)) return layer;
  const ends = BigInt(at) >= virtualSize(layer);
  if (ends && layer.unit > largestGrowing) return layer;
  const cells = withCell(layer.cells, Math.floor(at / layer.unit), state);
  const { slots, size, ...rest } = layer;
  const sameCount = hostSlotCount(cells) === hostSlotCount(layer.cells);
  const kept = ends || size === undefined ? {} : { size };
  return { ...rest, ...kept, cells, ...(slots === undefined || !sameCount ? {} : { slots }) };
}

function canHold({ version, extendedL2, dataFile }: Qcow2Layer, state: CellState): boolean {
  switch (state) {
    case 'zero-plain':
    case 'zero-allocated':
      return version === 3;
    case 'reserved':
    case 'illegal':
      return extendedL2 === true;
    case 'compressed':
      return dataFile === undefined;
    default:
      return true;
  }
}

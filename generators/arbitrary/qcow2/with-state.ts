import { hostSlotCount } from '../../recipe/cells/cell-row.ts';
import type { CellState, Qcow2Layer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { withCell } from '../layer/with-cell.ts';

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
  const kept = ends || size === undefined ? {} : { size };
  return {
    ...rest,
    ...kept,
    cells,
    ...(slots === undefined ? {} : { slots: resized(slots, hostSlotCount(cells)) }),
  };
}

/** As many slots: the first of them, or further ones behind the last. */
function resized(slots: readonly number[], count: number): number[] {
  const behind = slots.reduce((most, slot) => Math.max(most, slot), -1) + 1;
  const more = Math.max(0, count - slots.length);
  return [...slots.slice(0, count), ...Array.from({ length: more }, (_, at) => behind + at)];
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

import { hasVisibleHoles } from '../recipe/qcow2/has-visible-holes.ts';
import type { CellRun, CellState, Layer } from '../recipe/recipe.ts';
import { writtenParts } from './written-parts.ts';

/** The bytes that must be written for the cells of a layer and of its snapshots, all but its metadata. */
export function writtenBytes(layer: Layer): number {
  const isInDataFile = layer.dataFile !== undefined;
  if (layer.skeleton && !isInDataFile && !hasVisibleHoles(layer)) return 0;
  const fillsSlots = isInDataFile || !layer.skeleton;
  const isWritten = (state: CellState): boolean =>
    state === 'data' || (fillsSlots && otherWritten.includes(state));
  const rows = [layer.cells, ...(layer.snapshots ?? []).map(({ cells }) => cells)];
  return rows.flat().reduce((sum, cell) => sum + bytesOf(cell, layer.unit, isWritten), 0);
}

/** States whose host clusters are filled too. A compressed cluster takes less than its size. */
const otherWritten: readonly CellState[] = ['zero-allocated', 'reserved', 'compressed'];

function bytesOf(cell: CellRun, unit: number, isWritten: (state: CellState) => boolean): number {
  const parts = writtenParts(cell, unit, isWritten);
  return parts.reduce((sum, { from, to }) => sum + cell.count * (to - from), 0);
}

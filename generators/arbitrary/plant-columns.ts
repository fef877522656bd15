import { type StateLetter, stateOf } from '../coverage/column.ts';
import { hostSlotCount, joinRuns } from '../recipe/cell-row.ts';
import type { CellRun, CellState, Layer, Qcow2Layer, Recipe } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';

/**
 * The same chain with these columns (`columns`), one a cluster of the top layer from the first on, every second one. A
 * layer that ends before becomes longer, unless its clusters are big; one that can't hold a state stays as it is.
 */
export function plantColumns({ layers }: Recipe, columns: readonly string[]): Recipe {
  let planted = layers;
  for (const [index, column] of columns.entries()) {
    const at = 2 * index * layers.at(-1)!.unit;
    for (const [depth, letter] of [...column].entries()) {
      const place = layers.length - 1 - depth;
      const layer = planted[place];
      const state = stateOf(letter as StateLetter);
      if (layer !== undefined && state !== undefined)
        planted = planted.with(place, withState(layer, at, state));
    }
  }
  return { layers: planted };
}

/** Longer layers of bigger clusters take long to write. */
const largestGrowing = 1 << 16;

function withState(layer: Layer, at: number, state: CellState): Layer {
  if (layer.format === 'raw' || !canHold(layer, state)) return layer;
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

/** The row with one cell of another state; what it lacks before that cell is unallocated. */
function withCell(cells: readonly CellRun[], index: number, state: CellState): CellRun[] {
  const runs: CellRun[] = [];
  let behind = 0;
  for (const run of cells) {
    const start = behind;
    behind += run.count;
    const before = Math.min(run.count, Math.max(0, index - start));
    const after = Math.min(run.count, Math.max(0, behind - index - 1));
    runs.push({ ...run, count: before });
    if (index >= start && index < behind) runs.push({ state, count: 1 });
    runs.push({ ...run, count: after });
  }
  if (index >= behind) runs.push({ state: 'unallocated', count: index - behind }, { state, count: 1 });
  return joinRuns(runs);
}

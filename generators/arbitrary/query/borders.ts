import { traitsOf } from '../../recipe/formats.ts';
import type { Layer, MixedCell, Recipe } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';

/**
 * The guest offsets (bytes, ascending) at which the answers of a chain may change: the ends of layers, of runs, of L2 tables
 * within rows, and of the runs of subclusters in the first cluster of each run.
 */
export function borders(recipe: Recipe): bigint[] {
  const found = new Set(recipe.layers.flatMap(layerBorders));
  return [...found].sort((a, b) => (a < b ? -1 : 1));
}

function layerBorders(layer: Layer): bigint[] {
  const unit = BigInt(layer.unit);
  const offsets = [0n, virtualSize(layer)];
  let cells = 0;
  for (const run of layer.cells) {
    if (run.state === 'mixed') offsets.push(...subclusterBorders(run, BigInt(cells) * unit, unit));
    cells += run.count;
    offsets.push(BigInt(cells) * unit);
  }
  const table = traitsOf(layer).cellsPerTable(layer);
  for (let end = table; end < cells; end += table) offsets.push(BigInt(end) * unit);
  return offsets;
}

function subclusterBorders({ subclusters }: MixedCell, start: bigint, unit: bigint): bigint[] {
  let behind = 0;
  return subclusters.map(({ count }) => {
    behind += count;
    return start + (BigInt(behind) * unit) / 32n;
  });
}

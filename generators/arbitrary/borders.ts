import type { Layer, Recipe } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';

/**
 * The guest offsets in bytes, ascending, at which something of a chain may change: the ends of runs, of L2 tables
 * within rows, and of layers.
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
    cells += run.count;
    offsets.push(BigInt(cells) * unit);
  }
  const table = layer.format === 'qcow2' ? layer.unit / 8 : Number.POSITIVE_INFINITY;
  for (let end = table; end < cells; end += table) offsets.push(BigInt(end) * unit);
  return offsets;
}

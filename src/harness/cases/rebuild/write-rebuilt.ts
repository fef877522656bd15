import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasVisibleHoles } from '../../../../generators/recipe/qcow2/has-visible-holes.ts';
import type { CellState, Layer, Recipe } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { writtenParts } from '../../../../generators/write/written-parts.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { fillFolder } from '../../files/output-folder.ts';
import { noRebuild } from './sketch.ts';

/** Bytes of a layer that may be filled with noise in place of its data. */
const mostWritten = 2 ** 30;

/**
 * Writes a rebuilt chain into a new folder.
 *
 * @throws HarnessError `bad-file` if one of its files exists, `no-rebuild` if a layer takes too much space: in raw files, data
 * files and images with holes in data clusters, data must really be written
 */
export async function writeRebuilt(recipe: Recipe, folder: string): Promise<void> {
  for (const layer of recipe.layers) {
    const bytes = writtenBytes(layer);
    if (bytes > mostWritten)
      throw noRebuild(layer.name, undefined, `${bytes} bytes would have to be written for its data extents`);
  }
  const names = recipe.layers.flatMap(layer =>
    layer.dataFile === undefined ? [layer.name] : [layer.name, layer.dataFile],
  );
  const existing = names.map(name => join(folder, name)).find(path => existsSync(path));
  if (existing !== undefined)
    throw new HarnessError('bad-file', `${existing} exists already`, { next: 'Choose another folder.' });
  await fillFolder(folder, () => writeRecipe(recipe, folder));
}

function writtenBytes(layer: Layer): number {
  const inDataFile = layer.dataFile !== undefined;
  if (layer.skeleton && !inDataFile && !hasVisibleHoles(layer)) return 0;
  const isWritten = (state: CellState): boolean => state === 'data' || (inDataFile && hasHostBytes(state));
  return layer.cells
    .flatMap(cell =>
      writtenParts(cell, layer.unit, isWritten).map(({ from, to }) => cell.count * (to - from)),
    )
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** Whether a data file holds bytes for a state. */
function hasHostBytes(state: CellState): boolean {
  return state === 'zero-allocated' || state === 'reserved';
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hasVisibleHoles } from '../../../../generators/recipe/qcow2/has-visible-holes.ts';
import type { CellState, Layer, Recipe } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { writtenParts } from '../../../../generators/write/written-parts.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { fillFolder } from '../../files/output-folder.ts';
import { noRebuild } from './sketch.ts';

/** Bytes that a rebuilt chain may take on disk for data that stands for what was there. */
const mostWritten = 2 ** 30;

/**
 * Writes a rebuilt chain into `folder`, which is made.
 *
 * @throws HarnessError `bad-file` where a file of it exists already, `no-rebuild` where a layer would take too much room:
 * raw files, data files and images with holes in data clusters show as data only what is written.
 */
export async function writeRebuilt(recipe: Recipe, folder: string): Promise<void> {
  for (const layer of recipe.layers) {
    const bytes = writtenBytes(layer);
    if (bytes > mostWritten)
      throw noRebuild(
        layer.name,
        undefined,
        `${bytes} bytes would have to be written for it to show as data`,
      );
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
  const isWritten = (state: CellState): boolean => state === 'data' || (inDataFile && hasPlace(state));
  return layer.cells
    .flatMap(cell =>
      writtenParts(cell, layer.unit, isWritten).map(({ from, to }) => cell.count * (to - from)),
    )
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** Data files hold bytes for what keeps its place in them. */
function hasPlace(state: CellState): boolean {
  return state === 'zero-allocated' || state === 'reserved';
}

import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Layer, Recipe } from '../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { MapParityError } from '../../error.ts';
import { noRebuild } from './sketch.ts';

/** Bytes that a rebuilt chain may take on disk for data that stands for what was there. */
const mostWritten = 2 ** 30;

/**
 * Writes a rebuilt chain into `folder`, which is made.
 *
 * @throws MapParityError `bad-file` where a file of it exists already, `no-rebuild` where a layer would take too much room:
 * raw files, data files and images with holes in data clusters show as data only what is written.
 */
export function writeRebuilt(recipe: Recipe, folder: string): void {
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
    layer.format === 'qcow2' && layer.dataFile !== undefined ? [layer.name, layer.dataFile] : [layer.name],
  );
  const existing = names.map(name => join(folder, name)).find(path => existsSync(path));
  if (existing !== undefined)
    throw new MapParityError('bad-file', `${existing} exists already`, { next: 'Choose another folder.' });
  mkdirSync(folder, { recursive: true });
  writeRecipe(recipe, folder);
}

function writtenBytes(layer: Layer): number {
  if (layer.format === 'qcow2' && layer.skeleton) return 0;
  return layer.cells.reduce((sum, { state, count }) => sum + (state === 'data' ? count * layer.unit : 0), 0);
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from '../../../../generators/recipe/files-of.ts';
import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { writtenBytes } from '../../../../generators/write/written-bytes.ts';
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
  const names = recipe.layers.flatMap(filesOf);
  const existing = names.map(name => join(folder, name)).find(path => existsSync(path));
  if (existing !== undefined)
    throw new HarnessError('bad-file', `${existing} exists already`, { next: 'Choose another folder.' });
  await fillFolder(folder, () => writeRecipe(recipe, folder));
}

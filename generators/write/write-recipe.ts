import { mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { headerBacking } from '../recipe/header-backing.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { applyEdits } from './edits.ts';
import { writeDataFile } from './qcow2/data-file.ts';
import { layoutOf } from './qcow2/layout.ts';
import { writeQcow2File } from './qcow2/qcow2-file.ts';
import { writeRawFile } from './raw/raw-file.ts';
import { WriteError } from './write-error.ts';

/**
 * Writes every layer of a recipe into `folder`, which exists, under its name, and its data file; folders within names are
 * made. The bytes are a function of the recipe alone.
 *
 * @throws WriteError where a layer can't be a file, or where a name leads out of the folder.
 */
export function writeRecipe(recipe: Recipe, folder: string): void {
  recipe.layers.forEach((layer, index) => {
    const path = pathWithin(folder, layer.name);
    const layout = layer.format === 'qcow2' ? layoutOf(layer) : undefined;
    if (layer.format === 'raw') writeRawFile(path, layer);
    else {
      writeQcow2File(path, layer, layout!, headerBacking(recipe, index));
      if (layer.dataFile !== undefined) writeDataFile(pathWithin(folder, layer.dataFile), layer, layout!);
    }
    applyEdits(path, layer, layout);
  });
}

function pathWithin(folder: string, name: string): string {
  const plain = normalize(name);
  if (name === '' || isAbsolute(plain) || plain.split('/')[0] === '..' || name.includes('\0')) {
    throw new WriteError(
      'name-outside',
      `${JSON.stringify(name)} is no name of a file within the case's folder`,
    );
  }
  if (plain.includes('/')) mkdirSync(join(folder, dirname(plain)), { recursive: true });
  return join(folder, plain);
}

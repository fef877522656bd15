import { mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { headerBacking } from '../recipe/header-backing.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { applyEdits } from './edits.ts';
import { editsByFile } from './edits-by-file.ts';
import { writePieces } from './pieces.ts';
import { requireRoom } from './require-room.ts';
import { WriteError } from './write-error.ts';
import { writerOf } from './writers.ts';

/**
 * Writes the files of every layer into `folder`, which exists, under their names. Folders within names are made. The bytes
 * depend on the recipe alone.
 *
 * @throws WriteError if a layer can't be files, if a name leads out of the folder, or if the files together would take more than
 * a gigabyte: nothing is written then.
 */
export function writeRecipe(recipe: Recipe, folder: string): void {
  requireRoom(recipe);
  recipe.layers.forEach((layer, index) => {
    for (const { name, pieces, length } of writerOf(layer).files(layer, headerBacking(recipe, index)))
      writePieces(pathWithin(folder, name), pieces, Number(length));
    for (const [name, edits] of editsByFile(layer)) applyEdits(pathWithin(folder, name), layer, edits);
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

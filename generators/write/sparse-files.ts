import { headerBacking } from '../recipe/header-backing.ts';
import type { Edit, Layer, Recipe } from '../recipe/recipe.ts';
import { editedPiece } from './edited-piece.ts';
import { editsByFile } from './edits-by-file.ts';
import { requireRoom } from './require-room.ts';
import { SparseFile } from './sparse-file.ts';
import { writerOf } from './writers.ts';

/**
 * The files of a chain in memory, byte for byte those that `writeRecipe` writes, base first.
 *
 * @throws WriteError if a layer can't be files, or if the files together would take more than a gigabyte
 */
export function sparseFiles(recipe: Recipe): SparseFile[] {
  requireRoom(recipe);
  return recipe.layers.flatMap((layer, index) => {
    const files = writerOf(layer)
      .files(layer, headerBacking(recipe, index))
      .map(({ name, length, pieces }) => new SparseFile(name, Number(length), pieces));
    for (const [name, edits] of editsByFile(layer))
      applyEdits(files.find(file => file.name === name)!, layer, edits);
    return files;
  });
}

/** Applies edits of a layer in their order, as on a disk. */
function applyEdits(file: SparseFile, layer: Layer, edits: readonly Edit[]): void {
  for (const edit of edits) {
    if (edit.field === 'length') file.truncate(Number(edit.value));
    else file.put(editedPiece(edit, layer, at => file.read(at, 1)[0]!));
  }
}

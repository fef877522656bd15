import { mkdirSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { traitsOf } from '../recipe/formats.ts';
import { headerBacking } from '../recipe/header-backing.ts';
import type { Layer, Recipe } from '../recipe/recipe.ts';
import { applyEdits } from './edits.ts';
import { writePieces } from './pieces.ts';
import { WriteError } from './write-error.ts';
import { writerOf } from './writers.ts';
import { writtenBytes } from './written-bytes.ts';

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
    applyEdits(pathWithin(folder, layer.name), layer);
  });
}

/** Bytes that a chain may take. A campaign's take at most 8 MiB, and the largest goldens less than that. */
const mostBytes = 2 ** 30;

/** A row like `#{30000000}` is short to type; its clusters would fill the disk, or the memory of a tmpfs, before anybody could stop it. */
function requireRoom({ layers }: Recipe): void {
  const bytes = layers.reduce((sum, layer) => sum + writtenBytes(layer) + entryBytes(layer), 0);
  if (bytes > mostBytes)
    throw new WriteError(
      'too-large',
      `the files of this chain would take ${bytes} bytes, and at most ${mostBytes} are written`,
    );
}

/** The bytes of the table entries of a layer and of its snapshots, at most 16 a cluster. */
function entryBytes(layer: Layer): number {
  if (!traitsOf(layer).hasClusters) return 0;
  const rows = [layer.cells, ...(layer.snapshots ?? []).map(({ cells }) => cells)];
  const mapped = rows.flat().filter(cell => !('state' in cell && cell.state === 'unallocated'));
  return mapped.reduce((sum, { count }) => sum + 16 * count, 0);
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

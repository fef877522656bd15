import type { Edit, Layer } from '../recipe/recipe.ts';
import { writerOf } from './writers.ts';

/**
 * The edits of a layer by the name of the file that they change, each in their order.
 *
 * @throws WriteError as `FormatWriter.fieldPlace`
 */
export function editsByFile(layer: Layer): Map<string, Edit[]> {
  const byFile = new Map<string, Edit[]>();
  for (const edit of layer.edits ?? []) {
    const file = fileOf(layer, edit);
    const known = byFile.get(file);
    if (known === undefined) byFile.set(file, [edit]);
    else known.push(edit);
  }
  return byFile;
}

function fileOf(layer: Layer, edit: Edit): string {
  if (edit.field === 'byte' || edit.field === 'length') return layer.name;
  return writerOf(layer).fieldPlace(layer, edit).file ?? layer.name;
}

import { headerFields } from '../../qcow2/header-field.ts';
import type { FieldEdit, Qcow2Layer, TableField } from '../../recipe.ts';
import { indexMistake, valueMistake } from '../number-mistake.ts';

/** What is wrong with an edit of a header field or of a table entry, or undefined. */
export function fieldMistake(layer: Qcow2Layer, edit: FieldEdit): string | undefined {
  if (edit.field !== 'header') return entryMistake(layer, edit);
  const field = headerFields.get(edit.name);
  if (field === undefined) return `the header has no field ${edit.name}`;
  return valueMistake(edit.value, 8 * field.width);
}

function entryMistake(
  layer: Qcow2Layer,
  { field, index, value }: Extract<FieldEdit, { field: TableField }>,
): string | undefined {
  if (field === 'table') return 'the tables of a qcow2 layer are l1, l2 and refcount';
  if (field === 'l2-bitmap' && layer.extendedL2 === undefined)
    return 'L2 entries have bitmaps only where they are extended: extl2';
  return indexMistake(index) ?? valueMistake(value, field === 'refcount' ? (layer.refcountBits ?? 16) : 64);
}

import { headerFields } from '../../qcow2/header-field.ts';
import type { FieldEdit, Qcow2Layer, TableField } from '../../recipe.ts';

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
  if (field === 'l2-bitmap' && layer.extendedL2 === undefined)
    return 'L2 entries have bitmaps only where they are extended: extl2';
  return indexMistake(index) ?? valueMistake(value, field === 'refcount' ? (layer.refcountBits ?? 16) : 64);
}

function indexMistake(index: number): string | undefined {
  return Number.isSafeInteger(index) && index >= 0 ? undefined : 'an index is a whole number from 0';
}

function valueMistake(value: bigint, bits: number): string | undefined {
  return value < 0n || value >= 1n << BigInt(bits) ? `the value must fit ${bits} bits` : undefined;
}

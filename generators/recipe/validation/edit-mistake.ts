import { headerFields } from '../qcow2/header-field.ts';
import type { Edit, Layer, Qcow2Layer, TableField } from '../recipe.ts';
import type { Complaint } from './validity.ts';

type TableEdit = Extract<Edit, { field: TableField }>;

const largestPosition = (1n << 63n) - 1n;

/** What is wrong with the damage asked for: a field that doesn't exist, or a value that doesn't fit it. */
export function editMistake(layer: Layer): Complaint {
  for (const [index, edit] of (layer.edits ?? []).entries()) {
    const message = fieldMistake(layer, edit);
    if (message !== undefined) return { part: 'edits', index, message };
  }
  return undefined;
}

function fieldMistake(layer: Layer, edit: Edit): string | undefined {
  if (edit.field === 'length') return positionMistake('the length', edit.value);
  if (edit.field === 'byte') return positionMistake('the place', edit.at) ?? bytesMistake(edit.bytes);
  if (layer.format === 'raw') return `a raw layer has no ${edit.field} to set: only byte and length`;
  if (edit.field !== 'header') return entryMistake(layer, edit);
  const field = headerFields.get(edit.name);
  if (field === undefined) return `the header has no field ${edit.name}`;
  return valueMistake(edit.value, 8 * field.width);
}

function entryMistake(layer: Qcow2Layer, { field, index, value }: TableEdit): string | undefined {
  if (field === 'l2-bitmap' && layer.extendedL2 === undefined)
    return 'L2 entries have bitmaps only where they are extended: extl2';
  return indexMistake(index) ?? valueMistake(value, field === 'refcount' ? (layer.refcountBits ?? 16) : 64);
}

function positionMistake(what: string, position: bigint): string | undefined {
  return position < 0n || position > largestPosition ? `${what} must be between 0 and 2^63 - 1` : undefined;
}

function bytesMistake(bytes: string): string | undefined {
  return /^([0-9a-f]{2})+$/i.test(bytes) ? undefined : 'the bytes are pairs of hex digits, at least one';
}

function indexMistake(index: number): string | undefined {
  return Number.isSafeInteger(index) && index >= 0 ? undefined : 'an index is a whole number from 0';
}

function valueMistake(value: bigint, bits: number): string | undefined {
  return value < 0n || value >= 1n << BigInt(bits) ? `the value must fit ${bits} bits` : undefined;
}

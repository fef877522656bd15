import type { Edit, Layer } from '../recipe.ts';
import { rulesOf } from './rules.ts';
import type { Complaint } from './validity.ts';

const largestPosition = (1n << 63n) - 1n;

/** What is wrong with the damage of a layer: a field that doesn't exist, or a value that doesn't fit it. */
export function editMistake(layer: Layer): Complaint {
  for (const [index, edit] of (layer.edits ?? []).entries()) {
    const message = messageOf(layer, edit);
    if (message !== undefined) return { part: 'edits', index, message };
  }
  return undefined;
}

function messageOf(layer: Layer, edit: Edit): string | undefined {
  switch (edit.field) {
    case 'length':
      return positionMistake('the length', edit.value);
    case 'byte':
      return positionMistake('the place', edit.at) ?? bytesMistake(edit.bytes);
    default:
      return rulesOf(layer).fieldMistake(layer, edit);
  }
}

function positionMistake(what: string, position: bigint): string | undefined {
  return position < 0n || position > largestPosition ? `${what} must be between 0 and 2^63 - 1` : undefined;
}

function bytesMistake(bytes: string): string | undefined {
  return /^([0-9a-f]{2})+$/i.test(bytes) ? undefined : 'the bytes are pairs of hex digits, at least one';
}

import type { Edit, Layer } from '../recipe/recipe.ts';
import { putInteger } from './integer.ts';
import type { Piece } from './pieces.ts';
import { WriteError } from './write-error.ts';
import { writerOf } from './writers.ts';

/**
 * The bytes that an edit puts into the file of its layer, and their place. A field may share a byte with others: `readByte`
 * returns the byte that the file has there.
 *
 * @throws WriteError `field-unknown` for a header field of another name, `field-absent` if the file has no such field,
 * `value-too-large` if the value is wider than the field.
 */
export function editedPiece(
  edit: Exclude<Edit, { field: 'length' }>,
  layer: Layer,
  readByte: (at: number) => number,
): Piece {
  if (edit.field === 'byte') return { at: Number(edit.at), bytes: Buffer.from(edit.bytes, 'hex') };
  const { at, width, order, withinByte } = writerOf(layer).fieldPlace(layer, edit);
  const bytes = Buffer.alloc(width);
  if (withinByte === undefined) putInteger(bytes, { at: 0, width }, edit.value, order);
  else {
    const { index, bits } = withinByte;
    if (edit.value >> BigInt(bits) !== 0n)
      throw new WriteError('value-too-large', `${edit.value} doesn't fit into ${bits} bits`);
    const shift = index * bits;
    const others = readByte(Number(at)) & ~((2 ** bits - 1) << shift);
    bytes[0] = others | (Number(edit.value) << shift);
  }
  return { at: Number(at), bytes };
}

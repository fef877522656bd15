import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { Edit, Layer } from '../recipe/recipe.ts';
import { putInteger } from './integer.ts';
import { namingFile } from './naming-file.ts';
import type { Piece } from './pieces.ts';
import { WriteError } from './write-error.ts';
import { writerOf } from './writers.ts';

/**
 * Applies the edits of a layer, in their order, to its written file. A field stays where the writer put it, whatever an
 * earlier edit changed.
 *
 * @throws WriteError `field-unknown` for a header field of another name, `field-absent` if the file has no such field,
 * `value-too-large` if the value is wider than the field.
 */
export function applyEdits(path: string, layer: Layer): void {
  if (layer.edits === undefined || layer.edits.length === 0) return;
  const fd = openSync(path, 'r+');
  try {
    namingFile(path, () => applyTo(fd, layer, layer.edits ?? []));
  } finally {
    closeSync(fd);
  }
}

function applyTo(fd: number, layer: Layer, edits: readonly Edit[]): void {
  for (const edit of edits) {
    if (edit.field === 'length') ftruncateSync(fd, Number(edit.value));
    else {
      const { at, bytes } = editedPiece(edit, layer, byteAt => readByte(fd, byteAt));
      writeSync(fd, bytes, 0, bytes.length, at);
    }
  }
}

/**
 * The bytes that an edit puts into the file of its layer, and their place. A field may share a byte with others: `readByte`
 * returns the byte that the file has there.
 *
 * @throws WriteError as `applyEdits`
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

function readByte(fd: number, at: number): number {
  const byte = Buffer.alloc(1);
  readSync(fd, byte, 0, 1, at);
  return byte[0]!;
}

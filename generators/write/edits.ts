import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { Edit, Layer } from '../recipe/recipe.ts';
import { editedPiece } from './edited-piece.ts';
import { namingFile } from './naming-file.ts';

/**
 * Applies edits of a layer, in their order, to the written file that they change. A field stays where the writer put it, whatever an
 * earlier edit changed.
 *
 * @throws WriteError as `editedPiece`
 */
export function applyEdits(path: string, layer: Layer, edits: readonly Edit[]): void {
  const fd = openSync(path, 'r+');
  try {
    namingFile(path, () => applyTo(fd, layer, edits));
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

function readByte(fd: number, at: number): number {
  const byte = Buffer.alloc(1);
  readSync(fd, byte, 0, 1, at);
  return byte[0]!;
}

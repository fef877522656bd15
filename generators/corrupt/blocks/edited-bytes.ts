import type { BlockLayer, Edit } from '../../recipe/recipe.ts';
import { editedPiece } from '../../write/edited-piece.ts';
import { writerOf } from '../../write/writers.ts';

/** A part of the file of a layer as it is after the edits, of which those of its length don't count. */
export function editedBytes(
  layer: BlockLayer,
  edits: readonly Edit[],
  part: { readonly at: number; readonly length: number },
): Buffer {
  const bytes = Buffer.alloc(part.length);
  const put = (at: number, piece: Buffer): void => {
    const start = at - part.at;
    if (start < part.length && start + piece.length > 0)
      piece.copy(bytes, Math.max(0, start), Math.max(0, -start));
  };
  const [file] = writerOf(layer).files(layer, { name: null, format: null });
  for (const { at, bytes: piece } of file!.pieces) put(at, piece);
  for (const edit of edits) {
    if (edit.field === 'length') continue;
    const { at, bytes: piece } = editedPiece(edit, layer, byteAt => bytes[byteAt - part.at] ?? 0);
    put(at, piece);
  }
  return bytes;
}

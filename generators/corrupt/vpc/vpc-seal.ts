import type { BlockLayer, Edit } from '../../recipe/recipe.ts';
import { blockLayoutOf } from '../../write/blocks/block-files.ts';
import { editedPiece } from '../../write/edits.ts';
import { footerBytes, footerChecksum } from '../../write/vpc/footer.ts';
import { writerOf } from '../../write/writers.ts';

/** The checksum of the footer after the edits. */
export function vpcSeal(layer: BlockLayer, edits: readonly Edit[]): Edit[] {
  const { headerAt } = blockLayoutOf(layer);
  const [file] = writerOf(layer).files(layer, { name: null, format: null });
  const footer = Buffer.alloc(footerBytes);
  for (const { at, bytes } of file!.pieces) if (at === headerAt) bytes.copy(footer, 0, 0, footerBytes);
  for (const edit of edits) {
    if (edit.field === 'length') continue;
    const { at, bytes } = editedPiece(edit, layer, byteAt => footer[byteAt - headerAt] ?? 0);
    for (const [index, byte] of bytes.entries()) {
      const place = at - headerAt + index;
      if (place >= 0 && place < footerBytes) footer[place] = byte;
    }
  }
  return [{ field: 'header', name: 'checksum', value: BigInt(footerChecksum(footer)) }];
}

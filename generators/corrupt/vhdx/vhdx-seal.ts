import { vhdxPlaces } from '../../recipe/blocks/vhdx.ts';
import type { BlockLayer, Edit } from '../../recipe/recipe.ts';
import { checksumOf } from '../../write/vhdx/crc32c.ts';
import { checkedBytes } from '../../write/vhdx/vhdx-files.ts';
import { editedBytes } from '../blocks/edited-bytes.ts';

/** The checksums of the first header and of the region table after the edits. */
export function vhdxSeal(layer: BlockLayer, edits: readonly Edit[]): Edit[] {
  const checksum = (part: keyof typeof checkedBytes, name: string): Edit => {
    const bytes = editedBytes(layer, edits, { at: vhdxPlaces[part], length: checkedBytes[part] });
    return { field: 'header', name, value: BigInt(checksumOf(bytes)) };
  };
  return [checksum('header', 'header_checksum'), checksum('regionTable', 'regions_checksum')];
}

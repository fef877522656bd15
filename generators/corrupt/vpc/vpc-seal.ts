import type { BlockLayer, Edit } from '../../recipe/recipe.ts';
import { blockLayoutOf } from '../../write/blocks/block-files.ts';
import { footerBytes, footerChecksum } from '../../write/vpc/footer.ts';
import { editedBytes } from '../blocks/edited-bytes.ts';

/** The checksum of the footer after the edits. */
export function vpcSeal(layer: BlockLayer, edits: readonly Edit[]): Edit[] {
  const { headerAt } = blockLayoutOf(layer);
  const footer = editedBytes(layer, edits, { at: headerAt, length: footerBytes });
  return [{ field: 'header', name: 'checksum', value: BigInt(footerChecksum(footer)) }];
}

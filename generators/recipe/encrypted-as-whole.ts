import { blockFormats, isBlockLayer } from './blocks/block-formats.ts';
import type { Layer } from './recipe.ts';

/** Whether all images of the format of a layer are encrypted: the password is an option of its node then, not of its encryption. */
export function isEncryptedAsWhole(layer: Layer): boolean {
  return isBlockLayer(layer) && blockFormats[layer.format].encryption?.usual !== undefined;
}

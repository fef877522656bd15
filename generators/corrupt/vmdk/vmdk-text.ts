import { kindOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { descriptorOf } from '../../write/vmdk/descriptor.ts';
import type { PlacedText } from '../blocks/text-edits.ts';

const sector = 512;

/** The descriptor: all of a file, or inside the only one. It names a parent only if the layer states one. */
export function vmdkText(layer: BlockLayer): PlacedText {
  const own = layer.name.split('/').at(-1)!;
  return {
    at: kindOf(layer).hasExtents === true ? 0 : sector,
    text: descriptorOf(layer, { name: layer.backing ?? null, format: null }),
    lines: [
      'version=2',
      'CID=fffffffe',
      'parentCID=12345678',
      `parentFileNameHint="${own}"`,
      'parentFileNameHint=""',
      'createType="twoGbMaxExtentSparse"',
      'createType="custom"',
      `RW 8 FLAT "${own}" 0`,
      `RW 8 FLAT "${own}" 1`,
      `RW 8 SPARSE "${own}"`,
      `RW 8 VMFS "${own}"`,
      'RW 8 ZERO',
      `RDONLY 8 FLAT "${own}" 0`,
      'RW 8 FLAT "missing" 0',
    ],
  };
}

import { subformatOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';

/** The text inside a file that says what it is. It names no parent. */
export function descriptorOf(layer: BlockLayer): string {
  return [
    '# Disk DescriptorFile',
    'version=1',
    'CID=12345678',
    'parentCID=ffffffff',
    `createType="${subformatOf(layer)}"`,
    '# Extent description',
    `RW ${(virtualSize(layer) + 511n) / 512n} SPARSE "${layer.name}"`,
    '',
  ].join('\n');
}

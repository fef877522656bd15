import { posix } from 'node:path';
import type { HeaderBacking } from '../../recipe/backing.ts';
import { kindOf, subformatOf } from '../../recipe/blocks/block-layer.ts';
import { extentsOf } from '../../recipe/blocks/extents.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';

/** The type of the extents of each kind that has them in other files, and what follows their names. */
const extentTypes: Readonly<Record<string, readonly [type: string, rest: string]>> = {
  monolithicFlat: ['FLAT', ' 0'],
  twoGbMaxExtentFlat: ['FLAT', ' 0'],
  vmfs: ['VMFS', ''],
  twoGbMaxExtentSparse: ['SPARSE', ''],
  vmfsSparse: ['VMFSSPARSE', ''],
  seSparse: ['SESPARSE', ''],
};

/** The content ID of each image, and that of no image. */
const contentId = '12345678';
const noContent = 'ffffffff';

/** The text that says what an image is: in its file, or all of its file. */
export function descriptorOf(layer: BlockLayer, { name: parent }: HeaderBacking): string {
  return [
    '# Disk DescriptorFile',
    'version=1',
    `CID=${contentId}`,
    `parentCID=${parent === null ? noContent : contentId}`,
    `createType="${subformatOf(layer)}"`,
    ...(parent === null ? [] : [`parentFileNameHint="${parent}"`]),
    '# Extent description',
    ...extentLines(layer),
    '',
  ].join('\n');
}

function extentLines(layer: BlockLayer): string[] {
  if (kindOf(layer).hasExtents !== true) return [`RW ${sectorsOf(layer)} SPARSE "${layer.name}"`];
  const [type, rest] = extentTypes[subformatOf(layer)]!;
  return extentsOf(layer).map(
    ({ layer: part }) => `RW ${sectorsOf(part)} ${type} "${posix.basename(part.name)}"${rest}`,
  );
}

function sectorsOf(layer: BlockLayer): bigint {
  return (virtualSize(layer) + 511n) / 512n;
}

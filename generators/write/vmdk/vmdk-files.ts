import { subformatOf } from '../../recipe/blocks/block-layer.ts';
import type { BlockFiles } from '../blocks/block-writer.ts';
import { cowdExtent } from './cowd-extent.ts';
import { descriptorOf } from './descriptor.ts';
import { flatExtent } from './flat-extent.ts';
import { seSparseExtent } from './se-sparse-extent.ts';
import { sparseExtent } from './sparse-extent.ts';

/** How an extent of each kind is made. */
const extents: Readonly<Record<string, BlockFiles>> = {
  monolithicSparse: sparseExtent,
  streamOptimized: sparseExtent,
  monolithicFlat: flatExtent,
  twoGbMaxExtentFlat: flatExtent,
  vmfs: flatExtent,
  twoGbMaxExtentSparse: sparseExtent,
  vmfsSparse: cowdExtent,
  seSparse: seSparseExtent,
};

/** One extent that has its descriptor in it, or a descriptor that names the files of extents. */
export const vmdkFiles: BlockFiles = {
  layout: layer => extents[subformatOf(layer)]!.layout(layer),
  metadata: (layer, ...rest) => extents[subformatOf(layer)]!.metadata(layer, ...rest),
  describing: (layer, backing) => Buffer.from(descriptorOf(layer, backing)),
};

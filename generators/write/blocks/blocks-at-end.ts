import type { BlockLayer } from '../../recipe/recipe.ts';
import type { BlockLayout } from './block-layout.ts';
import { slotCount } from './placed-blocks.ts';

/** What stands in front of the blocks of a file. */
export interface Front extends Pick<BlockLayout, 'entryPlace'> {
  /** Where the first block begins, in bytes of the file. */
  readonly offset: number;
  /** As of `BlockLayout`, up to the blocks. */
  readonly places: BlockLayout['places'];
}

/** A file that begins with its header and ends with its blocks. Numbers have their least byte first. */
export function blocksAtEnd(layer: BlockLayer, { offset, entryPlace, places }: Front): BlockLayout {
  const fileLength = offset + slotCount(layer) * layer.unit;
  return {
    headerAt: 0,
    slots: { offset, stride: layer.unit },
    fileLength,
    order: 'least first',
    entryPlace,
    places: [...places, offset, fileLength],
  };
}

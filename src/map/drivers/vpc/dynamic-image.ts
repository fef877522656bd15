import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, noOffset, zeroBit } from '../../kernel/bits.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { blockImage } from '../format/block-image.ts';
import { type BlockTable, placeOfBlock, unallocated } from './block-table.ts';

/**
 * A dynamic VPC image. A block that isn't allocated reads as zeros, which are present: qemu knows no parent of it.
 *
 * @param virtualSize bytes
 */
export function dynamicVpcImage(file: ImageFile, virtualSize: number, blocks: BlockTable): ImageFormat {
  const { table, blockBytes } = blocks;
  return blockImage({
    driver: 'vpc',
    file,
    virtualSize,
    tables: {
      unit: 'block',
      blockBytes,
      read(index, block) {
        const entry = table.readUInt32BE(index);
        const isZero = entry === unallocated;
        block.kind = isZero ? zeroBit : dataBit;
        block.offset = isZero ? noOffset : placeOfBlock(entry, blocks);
      },
      plain: {
        kind: dataBit,
        rule: {
          isBigEndian: true,
          first: 0,
          last: unallocated - 1,
          base: placeOfBlock(0, blocks),
          scale: placeOfBlock(1, blocks) - placeOfBlock(0, blocks),
          kinds: { zero: zeroBit, other: zeroBit },
        },
        read: (index, bytes) => table.readRaw(index, bytes),
      },
      explain(index) {
        const entry = table.readUInt32BE(index);
        const isZero = entry === unallocated;
        const meaning = isZero ? 'no block' : `data at 0x${placeOfBlock(entry, blocks).toString(16)}`;
        return {
          state: isZero ? 'unallocated' : 'data',
          entries: [{ table: 'block allocation table', ...table.entryAt(index, entry), meaning }],
        };
      },
    },
  });
}

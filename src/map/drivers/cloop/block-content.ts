import { inflateZlib } from '../../basics/deflate/zlib-stream.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { type ReadBlock, unreadableData, WholeBlocks } from '../format/whole-blocks.ts';
import { readOffsets } from './block-offsets.ts';
import type { CloopHeader } from './cloop-header.ts';

/** Reads the data of blocks, each of which is a stream of its own that ends with the block. */
export function blockReader(file: ImageFile, header: CloopHeader): NonNullable<ImageFormat['readData']> {
  const readBlock: ReadBlock = (block, index) => {
    const { start, end } = readOffsets(file, header, index);
    const { outcome, written } = inflateZlib(file.read(start, end - start), block);
    if (outcome !== 'ended' || written < block.length) throw unreadableData(file, start);
  };
  const blocks = new WholeBlocks(header.blockBytes, readBlock, 'overwritten');
  return (bytes, offset) => blocks.readInto(bytes, offset);
}

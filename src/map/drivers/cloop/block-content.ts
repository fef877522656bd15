import { inflateZlib } from '../../basics/deflate/zlib-stream.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import { unreadableData, WholeBlocks } from '../format/whole-blocks.ts';
import type { CloopHeader } from './cloop-header.ts';

const offsetBytes = 8;

/** Reads the data of blocks, each of which is a stream of its own that ends with the block. */
export function blockReader(
  file: ImageFile,
  { blockBytes, offsetsAt }: CloopHeader,
): NonNullable<ImageFormat['readData']> {
  const blocks = new WholeBlocks(blockBytes, (block, index) => {
    const offsets = file.read(offsetsAt + index * offsetBytes, 2 * offsetBytes);
    const [start, end] = [offsets.readBigUInt64BE(0), offsets.readBigUInt64BE(offsetBytes)];
    const { outcome, written } = inflateZlib(file.read(Number(start), Number(end - start)), block);
    if (outcome !== 'ended' || written < block.length) throw unreadableData(file, Number(start));
  });
  return (bytes, offset) => blocks.readInto(bytes, offset);
}

import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { Profile } from '../../profile/profile.ts';
import { checkOffsets } from './check-offsets.ts';

/** Where the header is, behind the script. Bytes. */
const headerAt = 128;
const headerBytes = 8;

const sector = 512;
const largestBlock = 64 * 2 ** 20;
const mostBlocks = 536_870_911;
const mostOffsetBytes = 512 * 2 ** 20;

/** What a header says, in bytes. */
export interface CloopHeader {
  readonly virtualSize: number;
  readonly blockBytes: number;
  /** Where the offsets of the blocks are in the file; one more tells where the last block ends. */
  readonly offsetsAt: number;
}

/**
 * Reads and checks the header and the offsets of the blocks, in qemu's order (block/cloop.c, 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function readCloopHeader(file: ImageFile, { cloopSize }: Profile): CloopHeader {
  const header = file.read(headerAt, headerBytes);
  const blockBytes = header.readUInt32BE(0);
  const blocks = header.readUInt32BE(4);
  if (blockBytes % sector !== 0)
    throw new Refusal(`block_size ${blockBytes} must be a multiple of ${sector}`);
  if (blockBytes === 0) throw new Refusal('block_size cannot be zero');
  if (blockBytes > largestBlock) throw new Refusal(`block_size ${blockBytes} must be 64 MB or less`);
  if (blocks > mostBlocks) throw new Refusal(`n_blocks ${blocks} must be ${mostBlocks} or less`);
  // qemu keeps the number in 32 bits.
  const offsetBytes = ((blocks + 1) * 8) % 2 ** 32;
  if (offsetBytes > mostOffsetBytes) {
    throw new Refusal('image requires too many offsets, try increasing block size');
  }
  if (offsetBytes === 0) throw new Refusal('Could not allocate offsets table');
  checkOffsets(file, headerAt + headerBytes, blocks + 1);
  const sectors = blocks * (blockBytes / sector);
  const virtualSize = (cloopSize === 'exact' ? sectors : sectors % 2 ** 32) * sector;
  return { virtualSize, blockBytes, offsetsAt: headerAt + headerBytes };
}

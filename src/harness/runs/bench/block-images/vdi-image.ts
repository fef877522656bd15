import type { WriteChain } from '../images.ts';
import { allocatedBlocks, forEachAllocated, sector, writeBlocks } from './block-image.ts';

const blockBytes = 2 ** 20;
const mapAt = sector;

/** A dynamic VDI image of 1 MiB blocks. */
export function vdiImage(blocks: number): WriteChain {
  const dataAt = mapAt + 4 * blocks;
  return writeBlocks({
    blocks,
    blockBytes,
    dataAt,
    parts: () => [
      [0, header(blocks, dataAt)],
      [mapAt, blockMap(blocks)],
    ],
  });
}

function header(blocks: number, dataAt: number): Buffer {
  const bytes = Buffer.alloc(sector);
  bytes.writeUInt32LE(0xbeda107f, 0x40);
  bytes.writeUInt32LE(0x0001_0001, 0x44);
  bytes.writeUInt32LE(0x190, 0x48);
  bytes.writeUInt32LE(1, 0x4c);
  bytes.writeUInt32LE(mapAt, 0x154);
  bytes.writeUInt32LE(dataAt, 0x158);
  bytes.writeUInt32LE(sector, 0x168);
  bytes.writeBigUInt64LE(BigInt(blocks * blockBytes), 0x170);
  bytes.writeUInt32LE(blockBytes, 0x178);
  bytes.writeUInt32LE(blocks, 0x180);
  bytes.writeUInt32LE(allocatedBlocks(blocks), 0x184);
  return bytes;
}

/** For each block its number among the allocated ones. */
function blockMap(blocks: number): Buffer {
  const bytes = Buffer.alloc(4 * blocks, 0xff);
  forEachAllocated(blocks, (block, before) => bytes.writeUInt32LE(before, 4 * block));
  return bytes;
}

import type { WriteChain } from '../images.ts';
import { forEachAllocated, sector, writeBlocks } from './block-image.ts';

const mebibyte = 2 ** 20;
/** A block, behind a sector with its bitmap. */
const blockBytes = sector + mebibyte;
const headerAt = sector;
const tableAt = 3 * sector;

/** A dynamic VPC image of 1 MiB blocks. */
export function vpcImage(blocks: number): WriteChain {
  const dataAt = tableAt + 4 * blocks;
  return writeBlocks({
    blocks,
    blockBytes,
    dataAt,
    parts: () => [
      [0, footer(blocks)],
      [headerAt, header(blocks)],
      [tableAt, blockTable(blocks, dataAt)],
    ],
  });
}

/** The copy of the footer with which the file begins. */
function footer(blocks: number): Buffer {
  const bytes = Buffer.alloc(sector);
  bytes.write('conectix', 'latin1');
  bytes.writeUInt32BE(2, 8);
  bytes.writeUInt32BE(0x0001_0000, 12);
  bytes.writeBigUInt64BE(BigInt(headerAt), 16);
  // qemu takes the size from the footer, not from the geometry, for images of this creator.
  bytes.write('qem2', 28, 'latin1');
  bytes.writeBigUInt64BE(BigInt(blocks * mebibyte), 40);
  bytes.writeBigUInt64BE(BigInt(blocks * mebibyte), 48);
  bytes.writeUInt32BE(3, 60);
  bytes.writeUInt32BE(checksum(bytes), 64);
  return bytes;
}

function header(blocks: number): Buffer {
  const bytes = Buffer.alloc(1024);
  bytes.write('cxsparse', 'latin1');
  bytes.fill(0xff, 8, 16);
  bytes.writeBigUInt64BE(BigInt(tableAt), 16);
  bytes.writeUInt32BE(0x0001_0000, 24);
  bytes.writeUInt32BE(blocks, 28);
  bytes.writeUInt32BE(mebibyte, 32);
  bytes.writeUInt32BE(checksum(bytes), 36);
  return bytes;
}

/** The sectors at which the bitmaps of the blocks are. */
function blockTable(blocks: number, dataAt: number): Buffer {
  const bytes = Buffer.alloc(4 * blocks, 0xff);
  forEachAllocated(blocks, (block, before) =>
    bytes.writeUInt32BE((dataAt + before * blockBytes) / sector, 4 * block),
  );
  return bytes;
}

/** The complement of the sum of all bytes. */
function checksum(bytes: Buffer): number {
  return ~bytes.reduce((sum, byte) => sum + byte, 0) >>> 0;
}

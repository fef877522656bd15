import { BlockFile, type ReadBlock, textsOf } from './block-file.ts';

const unallocated = 0xffff_ffff;
const sector = 512;

/** The blocks of a dynamic vpc file in guest order. A bitmap of its sectors stands before each block. */
export function* vpcBlocks(path: string): Generator<string> {
  using file = new BlockFile(path);
  const header = file.read(sector, 1024);
  const [entries, blockBytes] = [header.readUInt32BE(28), header.readUInt32BE(32)];
  const table = file.read(Number(header.readBigUInt64BE(16)), 4 * entries);
  const bitmapBytes = Math.ceil(blockBytes / sector / 8 / sector) * sector;
  const blocks = Array.from({ length: entries }, (_, index): ReadBlock => {
    const entry = table.readUInt32BE(4 * index);
    return entry === unallocated ? { letter: '.' } : { letter: '#', place: entry * sector };
  });
  yield* textsOf(blocks, blockBytes + bitmapBytes);
}

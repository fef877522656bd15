import { BlockFile, type ReadBlock, textsOf } from './block-file.ts';

const unallocated = 0xffff_ffff;
const sector = 512;

/** The extents of a bochs file in guest order. A bitmap of its sectors stands before each extent. */
export function* bochsBlocks(path: string): Generator<string> {
  using file = new BlockFile(path);
  const header = file.read(0, sector);
  const [headerBytes, entries] = [header.readUInt32LE(68), header.readUInt32LE(72)];
  const bitmapBytes = Math.ceil(header.readUInt32LE(76) / sector) * sector;
  const extentBytes = header.readUInt32LE(80);
  const catalog = file.read(headerBytes, 4 * entries);
  const stride = bitmapBytes + extentBytes;
  const blocks = Array.from({ length: entries }, (_, index): ReadBlock => {
    const entry = catalog.readUInt32LE(4 * index);
    return entry === unallocated ? { letter: '.' } : { letter: '#', place: entry * stride };
  });
  yield* textsOf(blocks, stride);
}

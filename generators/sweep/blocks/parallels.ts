import { BlockFile, type ReadBlock, textsOf } from './block-file.ts';

const sector = 512;
const headerBytes = 64;
/** The magic of images whose entries count sectors. */
const oldMagic = 'WithoutFreeSpace';

/** The clusters of a parallels file in guest order. */
export function* parallelsBlocks(path: string): Generator<string> {
  using file = new BlockFile(path);
  const header = file.read(0, headerBytes);
  const clusterBytes = header.readUInt32LE(28) * sector;
  const entryBytes = header.toString('latin1', 0, 16) === oldMagic ? sector : clusterBytes;
  const table = file.read(headerBytes, 4 * header.readUInt32LE(32));
  const blocks = Array.from({ length: table.length / 4 }, (_, index): ReadBlock => {
    const entry = table.readUInt32LE(4 * index);
    return entry === 0 ? { letter: '.' } : { letter: '#', place: entry * entryBytes };
  });
  yield* textsOf(blocks, clusterBytes);
}

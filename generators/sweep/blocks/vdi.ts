import { BlockFile, type ReadBlock, textsOf } from './block-file.ts';

const discarded = 0xffff_fffe;
const blockBytes = 1 << 20;

/** The blocks of a vdi file in guest order: places and letters as its block map has them. */
export function* vdiBlocks(path: string): Generator<string> {
  using file = new BlockFile(path);
  const header = file.read(0, 512);
  const [mapAt, dataAt] = [header.readUInt32LE(340), header.readUInt32LE(344)];
  const map = file.read(mapAt, 4 * header.readUInt32LE(384));
  const blocks = Array.from({ length: map.length / 4 }, (_, index): ReadBlock => {
    const entry = map.readUInt32LE(4 * index);
    if (entry > discarded) return { letter: '.' };
    return entry === discarded ? { letter: '0' } : { letter: '#', place: dataAt + entry * blockBytes };
  });
  yield* textsOf(blocks, blockBytes);
}

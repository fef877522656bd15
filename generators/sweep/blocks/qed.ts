import { BlockFile, type ReadBlock, textsOf } from './block-file.ts';

/** The clusters of a qed file in guest order: an entry of 1 is a cluster of zeros. */
export function* qedBlocks(path: string): Generator<string> {
  using file = new BlockFile(path);
  const header = file.read(0, 64);
  const clusterBytes = header.readUInt32LE(4);
  const tableBytes = clusterBytes * header.readUInt32LE(8);
  const l1 = file.read(Number(header.readBigUInt64LE(40)), tableBytes);
  const clusters = Math.ceil(Number(header.readBigUInt64LE(48)) / clusterBytes);
  yield* textsOf(clustersOf(), clusterBytes);

  function* clustersOf(): Generator<ReadBlock> {
    const perTable = tableBytes / 8;
    let l2 = Buffer.alloc(tableBytes);
    for (let index = 0; index < clusters; index++) {
      if (index % perTable === 0) {
        const at = Number(l1.readBigUInt64LE((8 * index) / perTable));
        l2 = at === 0 ? Buffer.alloc(tableBytes) : file.read(at, tableBytes);
      }
      const entry = Number(l2.readBigUInt64LE(8 * (index % perTable)));
      if (entry > 1) yield { letter: '#', place: entry };
      else yield { letter: entry === 0 ? '.' : '0' };
    }
  }
}

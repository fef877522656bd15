import { BlockFile, type ReadBlock, textsOf } from './block-file.ts';

const compressed = 1n << 63n;

/** The clusters of a qcow file in guest order. */
export function* qcowBlocks(path: string): Generator<string> {
  using file = new BlockFile(path);
  const header = file.read(0, 48);
  const clusterBytes = 2 ** header.readUInt8(32);
  const perTable = 2 ** header.readUInt8(33);
  const clusters = Math.ceil(Number(header.readBigUInt64BE(24)) / clusterBytes);
  const l1 = file.read(Number(header.readBigUInt64BE(40)), 8 * Math.ceil(clusters / perTable));
  yield* textsOf(clustersOf(), clusterBytes);

  function* clustersOf(): Generator<ReadBlock> {
    let l2 = Buffer.alloc(8 * perTable);
    for (let index = 0; index < clusters; index++) {
      if (index % perTable === 0) {
        const at = Number(l1.readBigUInt64BE((8 * index) / perTable));
        l2 = at === 0 ? Buffer.alloc(8 * perTable) : file.read(at, 8 * perTable);
      }
      const entry = l2.readBigUInt64BE(8 * (index % perTable));
      if (entry === 0n) yield { letter: '.' };
      else yield (entry & compressed) === 0n ? { letter: '#', place: Number(entry) } : { letter: 'c' };
    }
  }
}

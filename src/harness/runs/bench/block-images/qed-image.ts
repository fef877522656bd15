import type { WriteChain } from '../images.ts';
import { forEachAllocated, sector, writeBlocks } from './block-image.ts';

const clusterBytes = 65_536;
const tableBytes = 4 * clusterBytes;
const l1At = clusterBytes;
const l2At = l1At + tableBytes;

/** A QED image of 64 KiB clusters and tables of four clusters. */
export function qedImage(clusters: number): WriteChain {
  const tables = Math.ceil((8 * clusters) / tableBytes);
  const dataAt = l2At + tables * tableBytes;
  return writeBlocks({
    blocks: clusters,
    blockBytes: clusterBytes,
    dataAt,
    parts: () => [
      [0, header(clusters)],
      [l1At, l1Table(tables)],
      [l2At, l2Tables(clusters, tables, dataAt)],
    ],
  });
}

function header(clusters: number): Buffer {
  const bytes = Buffer.alloc(sector);
  bytes.write('QED\0', 'latin1');
  bytes.writeUInt32LE(clusterBytes, 4);
  bytes.writeUInt32LE(tableBytes / clusterBytes, 8);
  bytes.writeUInt32LE(1, 12);
  bytes.writeBigUInt64LE(BigInt(l1At), 40);
  bytes.writeBigUInt64LE(BigInt(clusters * clusterBytes), 48);
  return bytes;
}

function l1Table(tables: number): Buffer {
  const bytes = Buffer.alloc(tableBytes);
  for (let table = 0; table < tables; table++)
    bytes.writeBigUInt64LE(BigInt(l2At + table * tableBytes), 8 * table);
  return bytes;
}

/** All L2 tables, which follow each other. */
function l2Tables(clusters: number, tables: number, dataAt: number): Buffer {
  const bytes = Buffer.alloc(tables * tableBytes);
  forEachAllocated(clusters, (cluster, before) =>
    bytes.writeBigUInt64LE(BigInt(dataAt + before * clusterBytes), 8 * cluster),
  );
  return bytes;
}

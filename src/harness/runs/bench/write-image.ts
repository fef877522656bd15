import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** A cluster that has an L2 entry. */
export type Cluster = readonly [number: number, state: 'zero-plain' | 'zero-allocated' | 'data'];

/** A qcow2 file of 64 KiB clusters. Its data clusters are never written: they are holes of the file. */
export interface ImageSketch {
  /** Virtual size in bytes: whole clusters. */
  readonly size: number;
  /** In ascending order. */
  readonly clusters: Iterable<Cluster>;
  readonly backing?: string;
  /** `none`: all refcounts are zero, so that qemu doesn't look for holes. */
  readonly refcounts: 'full' | 'none';
}

const clusterBits = 16;
export const clusterBytes: number = 2 ** clusterBits;
/** Entries of an L2 table, and of a refcount block. */
export const tableEntries: number = clusterBytes / 8;
const blockEntries = clusterBytes / 2;
const copied = 2 ** 31;

/**
 * Writes an image of millions of clusters in a second: header, space for the data, L1 table, L2 tables, refcounts ("qcow2
 * image format", all sections). The writer of the cases would take minutes, because it writes noise as data.
 */
export function writeImage(path: string, sketch: ImageSketch): void {
  const { tables, dataClusters } = tablesOf(sketch.clusters);
  const l1Entries = Math.ceil(sketch.size / (clusterBytes * tableEntries));
  const l1At = 1 + dataClusters;
  const l2At = l1At + Math.ceil(l1Entries / tableEntries);
  const refcountsAt = l2At + tables.size;
  const { blocks, tableClusters } = refcountSize(refcountsAt, sketch.refcounts);
  const file = openSync(path, 'w');
  const put = (bytes: Buffer, cluster: number): unknown =>
    writeSync(file, bytes, 0, bytes.length, cluster * clusterBytes);

  put(header(sketch, { l1Entries, l1At, refcountsAt, tableClusters }), 0);
  const l1 = Buffer.alloc(l1Entries * 8);
  for (const [index, [number, table]] of [...tables].entries()) {
    putOffset(l1, number, l2At + index, copied);
    put(table, l2At + index);
  }
  put(l1, l1At);
  const end = refcountsAt + tableClusters + blocks;
  const refcountTable = Buffer.alloc(tableClusters * clusterBytes);
  for (let block = 0; block < blocks; block++) {
    const at = refcountsAt + tableClusters + block;
    const counted = Math.min(blockEntries, end - block * blockEntries);
    putOffset(refcountTable, block, at, 0);
    put(Buffer.alloc(counted * 2, Buffer.from([0, 1])), at);
  }
  put(refcountTable, refcountsAt);
  ftruncateSync(file, end * clusterBytes);
  closeSync(file);
}

/** The L2 tables by number. Clusters with a host offset follow the header in guest order. */
function tablesOf(clusters: Iterable<Cluster>): { tables: Map<number, Buffer>; dataClusters: number } {
  const tables = new Map<number, Buffer>();
  let dataClusters = 0;
  for (const [number, state] of clusters) {
    const at = Math.floor(number / tableEntries);
    const table = tables.get(at) ?? Buffer.alloc(clusterBytes);
    tables.set(at, table);
    const entry = number % tableEntries;
    if (state !== 'zero-plain') putOffset(table, entry, 1 + dataClusters++, copied);
    if (state !== 'data') table[entry * 8 + 7]! |= 1;
  }
  return { tables, dataClusters };
}

/** The number of refcount blocks and of clusters of the refcount table, which are counted too. Without refcounts the table is empty. */
function refcountSize(
  clusters: number,
  refcounts: 'full' | 'none',
): { blocks: number; tableClusters: number } {
  let [blocks, tableClusters] = [0, 1];
  while (refcounts === 'full' && blocks * blockEntries < clusters + tableClusters + blocks) {
    blocks += 1;
    tableClusters = Math.ceil(blocks / tableEntries);
  }
  return { blocks, tableClusters };
}

function putOffset(table: Buffer, entry: number, cluster: number, flags: number): void {
  const offset = cluster * clusterBytes;
  table.writeUInt32BE(Math.floor(offset / 2 ** 32) + flags, entry * 8);
  table.writeUInt32BE(offset % 2 ** 32, entry * 8 + 4);
}

/** Positions of the tables, in clusters, and their sizes. */
interface Places {
  readonly l1Entries: number;
  readonly l1At: number;
  readonly refcountsAt: number;
  readonly tableClusters: number;
}

/** A header of version 3: 104 bytes, refcounts of 16 bits; then the backing format and the name of the backing file. */
function header(
  { size, backing }: ImageSketch,
  { l1Entries, l1At, refcountsAt, tableClusters }: Places,
): Buffer {
  const bytes = Buffer.alloc(1024);
  const nameAt = 128;
  bytes.write('QFI\xfb', 0, 'latin1');
  bytes.writeUInt32BE(3, 4);
  bytes.writeUInt32BE(clusterBits, 20);
  bytes.writeBigUInt64BE(BigInt(size), 24);
  bytes.writeUInt32BE(l1Entries, 36);
  bytes.writeBigUInt64BE(BigInt(l1At * clusterBytes), 40);
  bytes.writeBigUInt64BE(BigInt(refcountsAt * clusterBytes), 48);
  bytes.writeUInt32BE(tableClusters, 56);
  bytes.writeUInt32BE(4, 96);
  bytes.writeUInt32BE(104, 100);
  if (backing === undefined) return bytes;
  bytes.writeBigUInt64BE(BigInt(nameAt), 8);
  bytes.writeUInt32BE(bytes.write(backing, nameAt), 16);
  bytes.writeUInt32BE(0xe2792aca, 104);
  bytes.writeUInt32BE(5, 108);
  bytes.write('qcow2', 112);
  return bytes;
}

import type { Bytes } from '../../basics/bytes.ts';

/** Bytes of a resource: `count` of them, from `offset` on. */
export type ReadResource = (offset: number, count: number) => Bytes;

/** Is given each resource of a disk image in turn, by its length in bytes. */
export interface ResourceReader {
  takeResource(length: number, read: ReadResource): void;
}

const magic = 'mish';
const headerBytes = 204;
const firstSectorAt = 8;
const dataAt = 24;
export const entryBytes = 40;
/** The bytes of the shortest resource that lists a chunk. */
export const shortestList: number = headerBytes + entryBytes;
/** Entries that are read at a time. */
const most = 1024;

/** What the chunks of a resource are counted from. */
export interface ChunkBase {
  /** A guest sector. */
  readonly firstSector: bigint;
  /** A byte of the data fork. */
  readonly dataOffset: bigint;
}

/** Undefined: the resource lists no chunks. */
export function chunkBase(length: number, read: ReadResource): ChunkBase | undefined {
  if (length < shortestList) return undefined;
  const head = read(0, dataAt + 8);
  if (!head.hasText(magic)) return undefined;
  return { firstSector: head.readBigUInt64BE(firstSectorAt), dataOffset: head.readBigUInt64BE(dataAt) };
}

/** Calls `take` for the entry of each chunk that a resource lists: where it is in a part of the table. */
export function chunkEntries(
  length: number,
  read: ReadResource,
  take: (table: Bytes, at: number) => void,
): void {
  const entries = Math.floor((length - headerBytes) / entryBytes);
  for (let first = 0; first < entries; first += most) {
    const count = Math.min(most, entries - first);
    const table = read(headerBytes + first * entryBytes, count * entryBytes);
    for (let at = 0; at < table.length; at += entryBytes) take(table, at);
  }
}

/** A number of 64 bits; from 2^53 on, the double next to it. A bigint takes longer to read, and a file may list millions of chunks. */
export function readUInt64BE(bytes: Bytes, at: number): number {
  return bytes.readUInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);
}

import type { Bytes } from '../../basics/bytes.ts';

/**
 * Is given the chunks that the resources of a disk image list. Where they are, not objects: a file may have 100,000 resources
 * and millions of chunks.
 */
export interface ResourceReader {
  /** A resource that lists chunks begins, with the header at `at`. Absent: nothing of a header is needed. */
  takeHeader?(bytes: Bytes, at: number): void;
  /** Entries of this resource: `entryBytes` for each chunk, from `at` up to, not including, `end`. */
  takeEntries(bytes: Bytes, at: number, end: number): void;
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

/** Reads what a header, which is at `at`, says of the chunks. */
export function chunkBase(bytes: Bytes, at: number): ChunkBase {
  return {
    firstSector: bytes.readBigUInt64BE(at + firstSectorAt),
    dataOffset: bytes.readBigUInt64BE(at + dataAt),
  };
}

/** Gives a reader the resource that is in `bytes` from `at` up to, not including, `end`. */
export function takeResource(reader: ResourceReader, bytes: Bytes, at: number, end: number): void {
  if (!listsChunks(bytes, at, end - at)) return;
  reader.takeHeader?.(bytes, at);
  const entries = at + headerBytes;
  reader.takeEntries(bytes, entries, entries + entriesIn(end - at) * entryBytes);
}

/**
 * Gives a reader a resource that may be larger than the memory that a map may take.
 *
 * @param length bytes
 * @param read reads `count` bytes of it, from `offset` on
 */
export function takeResourceInParts(
  reader: ResourceReader,
  length: number,
  read: (offset: number, count: number) => Bytes,
): void {
  if (length < shortestList) return;
  const header = read(0, headerBytes);
  if (!listsChunks(header, 0, length)) return;
  reader.takeHeader?.(header, 0);
  const entries = entriesIn(length);
  for (let first = 0; first < entries; first += most) {
    const table = read(headerBytes + first * entryBytes, Math.min(most, entries - first) * entryBytes);
    reader.takeEntries(table, 0, table.length);
  }
}

function listsChunks(bytes: Bytes, at: number, length: number): boolean {
  return length >= shortestList && bytes.hasText(magic, at);
}

function entriesIn(length: number): number {
  return Math.floor((length - headerBytes) / entryBytes);
}

/** A number of 64 bits; from 2^53 on, the double next to it. A bigint takes longer to read, and a file may list millions of chunks. */
export function readUInt64BE(bytes: Bytes, at: number): number {
  return bytes.readUInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);
}

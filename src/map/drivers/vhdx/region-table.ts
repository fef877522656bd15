import type { ImageFile } from '../../file/image-file.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { hasItsChecksum } from './crc32c.ts';
import type { Regions } from './regions.ts';

/** A part of the file that the region table names. Bytes. */
export interface RegionEntry {
  readonly offset: bigint;
  readonly length: number;
}

/** The regions that an image must have. */
export interface RegionTable {
  readonly blockTable: RegionEntry;
  readonly metadata: RegionEntry;
}

const tableAt = 196_608;
const tableBytes = 65_536;
const headerBytes = 16;
const entryBytes = 32;
const mostEntries = 2047;
const signature = 'regi';
const required = 1;
const names: ReadonlyMap<string, keyof RegionTable> = new Map([
  ['6677c22d23f600429d64115e9bfd4a08', 'blockTable'],
  ['06a27c8b90479a4bb8fe575f050f886e', 'metadata'],
]);

/**
 * Reads and checks the region table; its copy is never read (vhdx_open_region_tables, 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function readRegionTable(file: ImageFile, regions: Regions): RegionTable {
  const table = file.read(tableAt, tableBytes);
  const count = table.readUInt32LE(8);
  const isSound = hasItsChecksum(table) && table.hasText(signature);
  if (!isSound || count > mostEntries) throw refusalWithoutText(file, 'Invalid argument');
  const found: { -readonly [Name in keyof RegionTable]?: RegionEntry } = {};
  for (let index = 0; index < count; index++) {
    const at = headerBytes + index * entryBytes;
    const entry = { offset: table.readBigUInt64LE(at + 16), length: table.readUInt32LE(at + 24) };
    regions.check(entry.offset, entry.length);
    regions.add(entry.offset, entry.length);
    const name = names.get(table.hex(at, at + 16));
    if (name !== undefined) {
      if (found[name] !== undefined) throw refusalWithoutText(file, 'Invalid argument');
      found[name] = entry;
    } else if ((table.readUInt32LE(at + 28) & required) !== 0) {
      throw refusalWithoutText(file, 'Operation not supported');
    }
  }
  const { blockTable, metadata } = found;
  if (blockTable === undefined || metadata === undefined) throw refusalWithoutText(file, 'Invalid argument');
  return { blockTable, metadata };
}

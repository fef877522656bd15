import type { Bytes } from '../../basics/bytes.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { Profile } from '../../profile/profile.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { readAt } from './reach.ts';
import type { RegionEntry } from './region-table.ts';

/** What the metadata say of the disk. Bytes. */
export interface DiskFacts {
  readonly blockBytes: number;
  /** As the image has it; the disk has the whole sectors of it. */
  readonly virtualSize: bigint;
}

const tableBytes = 65_536;
const headerBytes = 32;
const entryBytes = 32;
const signature = 'metadata';
const required = 4;
const hasParent = 2;
const leastBlock = 2 ** 20;
const mostBlock = 2 ** 28;
const logicalSector = 512;

/** The items that an image must have. A parent locator is none of them: to qemu it is like any unknown item. */
const names = new Map([
  ['3767a1ca36fa434db3b633f0aa44e76b', 'fileParameters'],
  ['2442a52f1bcd7648b2115dbed83bf4b8', 'virtualSize'],
  ['ab12cabee6b2234593efc309e000c746', 'page83'],
  ['1dbf41816fa90947ba47f233a8faab5f', 'logicalSector'],
  ['c748a3cd5d4471449cc9e9885251c556', 'physicalSector'],
] as const);
type ItemName = typeof names extends Map<string, infer Name> ? Name : never;

/**
 * Reads and checks the metadata region (vhdx_parse_metadata, 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function readMetadata(file: ImageFile, region: RegionEntry, profile: Profile): DiskFacts {
  const refusal = (reason: string) => refusalWithoutText(file, reason);
  const read = (at: number, bytes: number): Bytes => {
    const offset = BigInt.asUintN(64, region.offset + BigInt(at));
    return readAt(file, offset, bytes, profile);
  };
  const items = readItems(read(0, tableBytes), refusal);
  if (items.size < names.size) {
    throw refusal('Operation not supported');
  }
  const parameters = read(items.get('fileParameters')!, 8);
  if ((parameters.readUInt32LE(4) & hasParent) !== 0) throw refusal('Invalid argument');
  const virtualSize = read(items.get('virtualSize')!, 8).readBigUInt64LE(0);
  const sectorBytes = read(items.get('logicalSector')!, 4).readUInt32LE(0);
  read(items.get('physicalSector')!, 4);
  const blockBytes = parameters.readUInt32LE(0);
  if (blockBytes < leastBlock || blockBytes > mostBlock) throw refusal('Invalid argument');
  if (sectorBytes !== logicalSector) throw refusal('Operation not supported');
  if ((blockBytes & (blockBytes - 1)) !== 0) throw refusal('Invalid argument');
  return { blockBytes, virtualSize };
}

/** Where each item is in the region, in bytes. */
function readItems(table: Bytes, refusal: (reason: string) => Error): ReadonlyMap<ItemName, number> {
  const count = table.readUInt16LE(10);
  const isSound = table.hasText(signature);
  if (!isSound || count * entryBytes > tableBytes - headerBytes) throw refusal('Invalid argument');
  const items = new Map<ItemName, number>();
  for (let index = 0; index < count; index++) {
    const at = headerBytes + index * entryBytes;
    const name = names.get(table.hex(at, at + 16) as never);
    if (name !== undefined) {
      if (items.has(name)) throw refusal('Invalid argument');
      items.set(name, table.readUInt32LE(at + 16));
    } else if ((table.readUInt32LE(at + 24) & required) !== 0) {
      throw refusal('Operation not supported');
    }
  }
  return items;
}

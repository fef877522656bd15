import type { ImageFile } from '../../file/image-file.ts';
import { readThrough } from '../../file/read-through.ts';
import type { Profile } from '../../profile/profile.ts';
import { TableWindow } from '../format/table-window.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import type { DiskFacts } from './metadata.ts';
import { checkReach } from './reach.ts';
import type { RegionEntry } from './region-table.ts';
import type { Regions } from './regions.ts';

const sector = 512;
const entryBytes = 8;
/** The bytes that the sector bitmap of one entry covers. */
const bitmapReach = 2 ** 32;
/** qemu can't read more of the table at once. */
const longestTable = 0x7fff_fe00;
const stateMask = 7;
/** The state of a block that is in the file. */
export const fullyPresent = 6;
const offsetMask = 0xfff0_0000;

/** The block allocation table of an image. */
export interface BlockTable {
  readonly entries: TableWindow;
  /** After so many entries of blocks comes one of a sector bitmap. */
  readonly ratio: number;
  readonly blockBytes: number;
}

/** The index of the entry of a block. */
export function indexOf(block: bigint, { ratio }: BlockTable): bigint {
  return block + block / BigInt(ratio);
}

/** The state in an entry, of which this is the lower half. */
export function stateOf(lower: number): number {
  return lower & stateMask;
}

/** The place of a block in the file, in bytes. */
export function hostOf(lower: number, upper: number): number {
  return upper * 2 ** 32 + ((lower & offsetMask) >>> 0);
}

/**
 * Checks the block allocation table: blocks that are there must lie in the file, and on no region (vhdx_check_bat_entries,
 * 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function openBlockTable(
  file: ImageFile,
  region: RegionEntry,
  facts: DiskFacts,
  { profile, regions }: { readonly profile: Profile; readonly regions: Regions },
): BlockTable {
  const ratio = bitmapReach / facts.blockBytes;
  const entries = entriesOf(facts, ratio);
  if (entries > Math.floor(region.length / entryBytes)) throw refusalWithoutText(file, 'Invalid argument');
  if (region.length > longestTable) {
    const isNegative = profile.farReads === 'zeros' && region.length >= 2 ** 31;
    throw refusalWithoutText(file, isNegative ? 'Invalid argument' : 'Input/output error');
  }
  checkReach(file, region.offset, region.length, profile);
  // qemu reads all of the region, and refuses the image if it can't.
  const used = entries * entryBytes;
  readThrough(file, Number(region.offset) + used, region.length - used);
  const table = new TableWindow(file, Number(region.offset), entryBytes, entries);
  const check = new BlockCheck(file, facts, regions);
  let untilBitmap = ratio;
  for (let index = 0; index < entries; ) {
    if (stateOf(table.readUInt32LE(index)) !== fullyPresent) {
      index += table.countEqual(index);
      continue;
    }
    const offset = hostOf(table.readUInt32LE(index), table.readUpperUInt32LE(index));
    check.place(index, offset);
    // qemu counts the entries that it checks, and takes each one after `ratio` of them for a bitmap.
    if (untilBitmap > 0) {
      regions.checkBlock(offset, facts.blockBytes);
      untilBitmap--;
    } else {
      untilBitmap = ratio;
    }
    index++;
  }
  return { entries: table, ratio, blockBytes: facts.blockBytes };
}

/** How many entries there must be. They are counted in 32 bits. */
function entriesOf({ virtualSize, blockBytes }: DiskFacts, ratio: number): number {
  const block = BigInt(blockBytes);
  const blocks = Number(BigInt.asUintN(32, (virtualSize + block - 1n) / block));
  return (blocks + Math.floor(((blocks - 1) >>> 0) / ratio)) >>> 0;
}

/** Checks that blocks lie in the file. */
class BlockCheck {
  readonly #blockBytes: number;
  readonly #diskBytes: bigint;
  /** How many blocks the disk fills. */
  readonly #wholeBlocks: number;
  readonly #fileBytes: number;
  readonly #regions: Regions;

  constructor(file: ImageFile, { virtualSize, blockBytes }: DiskFacts, regions: Regions) {
    this.#blockBytes = blockBytes;
    this.#diskBytes = virtualSize - (virtualSize % BigInt(sector));
    this.#wholeBlocks = Number(this.#diskBytes / BigInt(blockBytes));
    this.#fileBytes = Math.ceil(file.length / sector) * sector;
    this.#regions = regions;
  }

  /** @param offset of the block, in bytes: a multiple of a megabyte, so exact */
  place(index: number, offset: number): void {
    if (offset > 2 ** 63 - this.#blockBytes) this.#fail(index, 'offset overflow.');
    if (offset >= this.#fileBytes) this.#failBehindEnd(index, `start offset ${BigInt(offset)}`);
    const used = index < this.#wholeBlocks ? this.#blockBytes : this.#bytesOfLast(index);
    if (offset + used > this.#fileBytes) this.#failBehindEnd(index, `end offset ${offset + used - 1}`);
  }

  /** The bytes of the disk in a block that it doesn't fill. */
  #bytesOfLast(index: number): number {
    const left = BigInt.asUintN(64, this.#diskBytes - BigInt(index) * BigInt(this.#blockBytes));
    return left < this.#blockBytes ? Number(left) : this.#blockBytes;
  }

  #failBehindEnd(index: number, what: string): never {
    const truncated = `points after end of file (${this.#fileBytes}). Image has probably been truncated.`;
    this.#fail(index, `${what} ${truncated}`);
  }

  #fail(index: number, what: string): never {
    this.#regions.fail(`VHDX BAT entry ${index} ${what}`);
  }
}

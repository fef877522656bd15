import type { Bytes } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readOrRefuse } from '../../file/unreadable.ts';
import type { Profile } from '../../profile/profile.ts';
import { isWithinReach } from '../format/reach.ts';
import { TableWindow } from '../format/table-window.ts';
import type { VpcFooter } from './vpc-footer.ts';

/** The entry of a block that isn't allocated. */
export const unallocated = 0xffff_ffff;

const headerMagic = 'cxsparse';
const sector = 512;
const mostEntries = 0x1fff_ffff;

/** The block allocation table of a dynamic VPC image. Sizes are bytes. */
export interface BlockTable {
  readonly table: TableWindow;
  readonly blockBytes: number;
  /** Of the sector bitmap in front of the data of a block: a bit a sector, 0 where that is less than a byte. */
  readonly bitmapBytes: number;
}

/**
 * Reads and checks the dynamic header and its table, in qemu's order (block/vpc.c). A parent that it names is ignored: a
 * differencing disk reads as a dynamic one.
 *
 * @throws Refusal
 */
export function readBlockTable(
  file: ImageFile,
  { dynamicHeaderOffset, virtualSize }: VpcFooter,
  profile: Profile,
): BlockTable {
  const unreadableHeader = 'Error reading dynamic VHD header';
  const headerBytes = profile.vpcDynamicHeader;
  if (!isWithinReach(profile, dynamicHeaderOffset, headerBytes)) throw new Refusal(unreadableHeader);
  const readHeader = (): Bytes => file.read(Number(dynamicHeaderOffset), headerBytes);
  const header = readOrRefuse(unreadableHeader, readHeader, 'text alone');
  if (!header.hasText(headerMagic)) {
    throw new Refusal('Invalid header magic');
  }
  const blockBytes = header.readUInt32BE(32);
  if (blockBytes < sector || (blockBytes & (blockBytes - 1)) !== 0) {
    throw new Refusal(`Invalid block size ${blockBytes}`);
  }
  const entries = header.readUInt32BE(28);
  // qemu extends the sign of the count: one of 2^31 and more is large enough here.
  if (entries < 2 ** 31 && entries * blockBytes < virtualSize) throw new Refusal('Page table too small');
  if (entries > mostEntries) throw new Refusal(`Max Table Entries too large (${entries | 0})`);
  const offset = header.readBigUInt64BE(16);
  const unreadableTable = 'Error reading pagetable';
  if (!isWithinReach(profile, offset, 4 * entries)) throw new Refusal(unreadableTable);
  const table = new TableWindow(file, Number(offset), 4, entries);
  readOrRefuse(unreadableTable, () => table.readAll(), 'text alone');
  const bitmapBytes = Math.ceil(Math.floor(blockBytes / (8 * sector)) / sector) * sector;
  checkEnd({ table, blockBytes, bitmapBytes }, file);
  return { table, blockBytes, bitmapBytes };
}

/** Where the data of a block is in the file, in bytes. */
export function placeOfBlock(entry: number, { bitmapBytes }: Pick<BlockTable, 'bitmapBytes'>): number {
  return sector * entry + bitmapBytes;
}

/** Neither the table nor a block that it names may end past the end of the file. */
function checkEnd(blocks: BlockTable, file: ImageFile): void {
  const { table, blockBytes } = blocks;
  const length = Math.ceil(file.length / sector) * sector;
  const tableEnd = Math.ceil(table.placeOf(table.entries) / sector) * sector;
  const largest = table.largestUInt32BE(unallocated);
  if (tableEnd > length || (largest >= 0 && placeOfBlock(largest, blocks) + blockBytes > length)) {
    throw new Refusal(
      'block-vpc: free_data_block_offset points after the end of file. The image has been truncated.',
    );
  }
}

import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readOrRefuse } from '../../file/unreadable.ts';

/** The superblock at the start of a log: magic, version, entries (64 bits each), sector size (32 bits). */
const superBytes = 28;
const entryBytes = 32n;
const magic = 0x6a736677736872n;
const version = 1n;

const largest = 2n ** 23n;

/** Whether a log may have sectors of a size, of which qemu sees the lower 32 bits. */
export function isSectorSize(size: bigint): boolean {
  const seen = BigInt.asUintN(32, size);
  return seen >= entryBytes && seen <= largest && (seen & (seen - 1n)) === 0n;
}

/**
 * The sector size of a log that is to be appended to, in bytes.
 *
 * @throws Refusal
 */
export function sectorSizeOfLog(log: ImageFile): number {
  const block = readOrRefuse('Could not read log superblock', () => log.read(0, superBytes));
  if (block.readBigUInt64LE(0) !== magic) throw new Refusal('Invalid log superblock magic');
  const found = block.readBigUInt64LE(8);
  if (found !== version) throw new Refusal(`Unsupported log version ${found}`);
  return block.readUInt32LE(24);
}

import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { readOrRefuse } from '../../file/unreadable.ts';

/** The superblock at the start of a log: magic, version, entries (64 bits each), sector size (32 bits). */
const superBytes = 28;
/** An entry: its sector, the number of its sectors, flags and the length of its data (64 bits each). */
const entryBytes = 32n;
const knownFlags = 0xfn;
const discardFlag = 4n;
const magic = 0x6a736677736872n;
const version = 1n;

const largest = 2n ** 23n;

/** Whether a log may have sectors of a size, of which qemu sees the lower 32 bits. */
export function isSectorSize(size: bigint): boolean {
  const seen = BigInt.asUintN(32, size);
  return seen >= entryBytes && seen <= largest && (seen & (seen - 1n)) === 0n;
}

/** The sector size of a log that doesn't say another, in bytes. */
export const usualSectorSize = 512n;

/**
 * The sector size of a log that is to be appended to, in bytes. If that is one, all entries are read, to find the end of the log.
 *
 * @throws Refusal
 */
export function sectorSizeOfLog(log: ImageFile): bigint {
  if (log.length === 0) return usualSectorSize;
  const block = readOrRefuse('Could not read log superblock', () => log.read(0, superBytes));
  if (block.readBigUInt64LE(0) !== magic) throw new Refusal('Invalid log superblock magic');
  const found = block.readBigUInt64LE(8);
  if (found !== version) throw new Refusal(`Unsupported log version ${found}`);
  const sectorSize = BigInt(block.readUInt32LE(24));
  if (isSectorSize(sectorSize)) checkEntries(log, sectorSize, block.readBigUInt64LE(16));
  return sectorSize;
}

/** Behind the end of its file a log has zeros, which are valid entries. */
function checkEntries(log: ImageFile, sectorSize: bigint, count: bigint): void {
  let sector = 1n;
  for (let index = 0n; index < count; index++) {
    const at = BigInt.asIntN(64, sector * sectorSize);
    if (at >= log.length) return;
    const unreadable = `Failed to read log entry ${index}`;
    if (at < 0n) throw new Refusal(`${unreadable}: Input/output error`);
    const entry = readOrRefuse(unreadable, () => log.read(Number(at), Number(entryBytes)));
    const flags = entry.readBigUInt64LE(16);
    if ((flags & ~knownFlags) !== 0n) {
      throw new Refusal(`Invalid flags 0x${flags.toString(16)} in log entry ${index}`);
    }
    // The data of a write stands behind its entry.
    const data = (flags & discardFlag) === 0n ? entry.readBigUInt64LE(8) : 0n;
    sector = BigInt.asUintN(64, sector + 1n + data);
  }
}

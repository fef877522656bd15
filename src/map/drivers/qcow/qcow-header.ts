import type { Bytes } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import { cryptMethods } from '../qcow2/encryption/encryption.ts';

/** `QFI` and 0xfb. */
const magic = 0x5146_49fb;
const version = 1;

/** Bytes of a header. */
export const headerBytes = 48;

/** The header of a QCOW image. Sizes and offsets are bytes. */
export interface QcowHeader {
  readonly backingFileOffset: bigint;
  readonly backingFileSize: number;
  /** At least 2. */
  readonly size: bigint;
  readonly clusterBits: number;
  /** The number of entries of an L2 table, as a power of two. */
  readonly l2Bits: number;
  /** `none` or `aes` of `cryptMethods`, or a method that qemu doesn't know. */
  readonly cryptMethod: number;
  readonly l1TableOffset: bigint;
}

const [smallestCluster, largestCluster] = [9, 16];
const entryBits = 3;

/** Whether a file that begins with `head` is a QCOW image. */
export function isQcow(head: Bytes): boolean {
  return head.readUInt32BE(0) === magic && head.readUInt32BE(4) === version;
}

/**
 * Reads a header and checks its geometry, in qemu's order (block/qcow.c, 5.2 to 11.1).
 *
 * @param bytes the first `headerBytes` of the file
 * @throws Refusal
 */
export function readQcowHeader(bytes: Bytes): QcowHeader {
  if (bytes.readUInt32BE(0) !== magic) throw new Refusal('Image not in qcow format');
  checkVersion(bytes.readUInt32BE(4));
  const size = bytes.readBigUInt64BE(24);
  if (size <= 1n) throw new Refusal('Image size is too small (must be at least 2 bytes)');
  const clusterBits = bytes.readUInt8(32);
  if (clusterBits < smallestCluster || clusterBits > largestCluster) {
    throw new Refusal('Cluster size must be between 512 and 64k');
  }
  const l2Bits = bytes.readUInt8(33);
  if (l2Bits < smallestCluster - entryBits || l2Bits > largestCluster - entryBits) {
    throw new Refusal('L2 table size must be between 512 and 64k');
  }
  return {
    backingFileOffset: bytes.readBigUInt64BE(8),
    backingFileSize: bytes.readUInt32BE(16),
    size,
    clusterBits,
    l2Bits,
    cryptMethod: bytes.readUInt32BE(36),
    l1TableOffset: bytes.readBigUInt64BE(40),
  };
}

/** @throws Refusal; the driver of versions 2 and 3 is another one */
function checkVersion(found: number): void {
  if (found === version) return;
  const hints = found === 2 || found === 3 ? ["Try the 'qcow2' driver instead."] : [];
  throw new Refusal(`qcow (v1) does not support qcow version ${found}`, hints);
}

/** @throws Refusal of a method of encryption that qemu doesn't know */
export function checkMethod({ cryptMethod }: QcowHeader): void {
  if (cryptMethod > cryptMethods.aes) throw new Refusal('invalid encryption method in qcow header');
}

/**
 * How many entries the L1 table has.
 *
 * @throws Refusal if these are too many
 */
export function l1Entries({ size, clusterBits, l2Bits }: QcowHeader): number {
  const covered = 1n << BigInt(clusterBits + l2Bits);
  const entries = (size + covered - 1n) / covered;
  if (size > largestNumber - covered || entries > mostL1Entries) throw new Refusal('Image too large');
  return Number(entries);
}

const largestNumber = 2n ** 64n - 1n;
const mostL1Entries = 268_435_455n;

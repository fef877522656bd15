import type { Bytes } from '../../basics/bytes.ts';
import { Refusal } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { Unreadable } from '../../file/unreadable.ts';
import type { BackingReference } from '../../node/image-format.ts';
import type { Profile } from '../../profile/profile.ts';
import { sizeOfSectors, type VirtualSize } from '../format/virtual-size.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { QedLayout } from './qed-layout.ts';

/** `QED` and a NUL. */
export const magic = 0x5145_4400;

/** Bytes of a header. */
export const headerBytes = 64;

/** What map needs of the header of a QED image. Sizes and offsets are bytes. */
export interface QedHeader {
  readonly layout: QedLayout;
  readonly size: VirtualSize;
  readonly l1Offset: number;
  readonly backing: BackingReference;
}

const backingFeature = 1n;
const needCheckFeature = 2n;
const rawBackingFeature = 4n;
const knownFeatures = backingFeature | needCheckFeature | rawBackingFeature;

const sector = 512n;
const [smallestCluster, largestCluster] = [4096, 64 * 2 ** 20];
const mostTableClusters = 16;
const longestName = 4095;

/**
 * Reads and checks a header, in qemu's order (block/qed.c, 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function readQedHeader(file: ImageFile, profile: Profile): QedHeader {
  const refusal = (text: string): Refusal =>
    profile.qedTexts ? new Refusal(text) : refusalWithoutText(file, 'Invalid argument');
  const header = readOrFail('Failed to read QED header', profile, () => file.read(0, headerBytes));
  if (header.readUInt32BE(0) !== magic) throw new Refusal('Image not in QED format');
  const features = header.readBigUInt64LE(16);
  const unknown = features & ~knownFeatures;
  if (unknown !== 0n) throw new Refusal(`Unsupported QED features: ${unknown.toString(16)}`);
  const clusterBytes = header.readUInt32LE(4);
  if (!isPowerOfTwo(clusterBytes, smallestCluster, largestCluster)) {
    throw refusal('QED cluster size is invalid');
  }
  const tableClusters = header.readUInt32LE(8);
  if (!isPowerOfTwo(tableClusters, 1, mostTableClusters)) throw refusal('QED table size is invalid');
  const headerClusters = header.readUInt32LE(12);
  const layout = new QedLayout(file.length, clusterBytes, tableClusters, headerClusters);
  const size = header.readBigUInt64LE(48);
  if (size % sector !== 0n || size > largestSize(layout)) throw refusal('QED image size is invalid');
  const l1Offset = Number(header.readBigUInt64LE(40));
  if (!layout.isTable(l1Offset)) throw refusal('QED table offset is invalid');
  const backing = readOrFail(unreadableName, profile, () =>
    readBacking(file, header, features, layout.headerBytes, refusal),
  );
  return { layout, size: sizeOfSectors(size / sector, profile), l1Offset, backing };
}

const unreadableName = 'Failed to read backing filename';

/**
 * What `read` returns.
 *
 * @throws Refusal with that text, which has no reason, if the file can't be read
 * @throws Unreadable where qemu has no texts
 */
export function readOrFail<Value>(text: string, { qedTexts }: Profile, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (qedTexts && error instanceof Unreadable) throw new Refusal(text);
    throw error;
  }
}

/** What the tables have room for, in 64 bits. */
function largestSize({ tableEntries, clusterBytes }: QedLayout): bigint {
  return BigInt.asUintN(64, BigInt(tableEntries) ** 2n * BigInt(clusterBytes));
}

function isPowerOfTwo(value: number, least: number, most: number): boolean {
  return value >= least && value <= most && (value & (value - 1)) === 0;
}

function readBacking(
  file: ImageFile,
  header: Bytes,
  features: bigint,
  bytes: number,
  refusal: (text: string) => Refusal,
): BackingReference {
  if ((features & backingFeature) === 0n) return { name: '', format: '' };
  const offset = header.readUInt32LE(56);
  const length = header.readUInt32LE(60);
  if (offset + length > bytes) throw refusal('QED backing filename offset is invalid');
  if (length > longestName) throw refusal(unreadableName);
  const name = file.read(offset, length).latin1ToZero();
  return { name, format: (features & rawBackingFeature) === 0n ? '' : 'raw' };
}

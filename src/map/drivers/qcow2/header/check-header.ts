import { Refusal } from '../../../basics/error.ts';
import type { Profile } from '../../../profile/profile.ts';
import { incompatible, subclusters } from './features.ts';
import { type Header, hasFeature, l1Shift, magic } from './header.ts';

const maxInt64 = 2n ** 63n - 1n;
const maxUint64 = 2n ** 64n - 1n;
const maxInt32 = 2n ** 31n - 1n;
const mebibyte = 2 ** 20;

/**
 * Checks the fields of a header that come before its features, in qemu's order (qcow2_open, 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function checkShape(header: Header, profile: Profile): void {
  const { version, clusterBits, headerLength, compressionType } = header;
  if (header.magic !== magic) throw new Refusal('Image is not in qcow2 format');
  if (version < 2 || version > 3) throw new Refusal(`Unsupported qcow2 version ${version}`);
  if (clusterBits < 9 || clusterBits > 21) throw new Refusal(`Unsupported cluster size: 2^${clusterBits}`);
  if (version === 3 && headerLength < 104) throw new Refusal('qcow2 header too short');
  if (headerLength > 2 ** clusterBits) throw new Refusal('qcow2 header exceeds cluster size');
  if (header.backingFileOffset > 2 ** clusterBits) throw new Refusal('Invalid backing file offset');
  const typeKnown = compressionType === 0 || (compressionType === 1 && profile.zstd);
  if (!typeKnown) throw new Refusal(`qcow2: unknown compression type: ${compressionType}`);
  const typeBit = hasFeature(header, incompatible.compressionType);
  const must = compressionType === 0 ? 'must not' : 'must';
  const wrong = typeBit !== (compressionType !== 0);
  if (wrong) throw new Refusal(`qcow2: Compression type incompatible feature bit ${must} be set`);
}

/**
 * Checks the sizes and places of the tables, in qemu's order.
 *
 * @throws Refusal
 */
export function checkTables(header: Header): void {
  const subclusterSize = 2 ** header.clusterBits / subclusters;
  const extended = hasFeature(header, incompatible.extendedL2);
  if (extended && subclusterSize < 512) throw new Refusal(`Unsupported subcluster size: ${subclusterSize}`);
  const wide = header.refcountOrder > 6;
  if (wide) throw new Refusal('Reference count entry width too large; may not exceed 64 bits');
  const { refcountTableOffset, refcountTableClusters, snapshotsOffset, l1TableOffset } = header;
  if (refcountTableClusters === 0) throw new Refusal('Image does not contain a reference count table');
  const refcountTableBytes = refcountTableClusters * 2 ** header.clusterBits;
  checkPlace('Reference count table', header, refcountTableOffset, refcountTableBytes, 8 * mebibyte);
  checkPlace('Snapshot table', header, snapshotsOffset, header.snapshotCount * 40, 65536 * 40);
  checkPlace('Active L1 table', header, l1TableOffset, header.l1Size * 8, 32 * mebibyte);

  // qemu's sum wraps, so sizes close to 2^64 need no L1 entry here. They are refused later, as unusable.
  const shift = BigInt(l1Shift(header));
  const l1Needed = ((header.size + 2n ** shift - 1n) & maxUint64) >> shift;
  if (l1Needed > maxInt32) throw new Refusal('Image is too big');
  if (header.l1Size < l1Needed) throw new Refusal('L1 table is too small');
}

/** @param bytes that the table has; `most` that it may have */
function checkPlace(
  name: string,
  { clusterBits }: Header,
  offset: bigint,
  bytes: number,
  most: number,
): void {
  if (bytes > most) throw new Refusal(`${name} too large`);
  const isAligned = (offset & ((1n << BigInt(clusterBits)) - 1n)) === 0n;
  if (!isAligned || offset > maxInt64 - BigInt(bytes)) throw new Refusal(`${name} offset invalid`);
}

/** Whether qemu can use the virtual size in the header. */
export function sizeUsable(header: Header): boolean {
  return header.size <= maxInt64;
}

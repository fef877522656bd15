import { Refusal } from '../../basics/error.ts';
import type { Profile } from '../../profile/profile.ts';
import { subclusters } from './entry.ts';
import { incompatible } from './features.ts';
import { type Header, hasFeature, l1Shift, magic } from './header.ts';

const maxInt64 = 2n ** 63n - 1n;
const maxUint64 = 2n ** 64n - 1n;
const maxInt32 = 2n ** 31n - 1n;
const mebibyte = 2n ** 20n;

function refuseIf(condition: boolean, text: string): void {
  if (condition) throw new Refusal(text);
}

/**
 * Checks the fields of a header that come before its features, in qemu's order (qcow2_open, 5.2 to 11.1).
 *
 * @throws Refusal
 */
export function checkShape(header: Header, profile: Profile): void {
  const { version, clusterBits, headerLength, compressionType } = header;
  refuseIf(header.magic !== magic, 'Image is not in qcow2 format');
  refuseIf(version < 2 || version > 3, `Unsupported qcow2 version ${version}`);
  refuseIf(clusterBits < 9 || clusterBits > 21, `Unsupported cluster size: 2^${clusterBits}`);
  refuseIf(version === 3 && headerLength < 104, 'qcow2 header too short');
  refuseIf(headerLength > 2 ** clusterBits, 'qcow2 header exceeds cluster size');
  refuseIf(header.backingFileOffset > 2 ** clusterBits, 'Invalid backing file offset');
  const typeKnown = compressionType === 0 || (compressionType === 1 && profile.zstd);
  refuseIf(!typeKnown, `qcow2: unknown compression type: ${compressionType}`);
  const typeBit = hasFeature(header, incompatible.compressionType);
  const must = compressionType === 0 ? 'must not' : 'must';
  const wrong = typeBit !== (compressionType !== 0);
  refuseIf(wrong, `qcow2: Compression type incompatible feature bit ${must} be set`);
}

/**
 * Checks the sizes and places of the tables, in qemu's order.
 *
 * @throws Refusal
 */
export function checkTables(header: Header): void {
  const clusterSize = 2n ** BigInt(header.clusterBits);
  const subclusterSize = clusterSize / BigInt(subclusters);
  const extended = hasFeature(header, incompatible.extendedL2);
  if (extended && subclusterSize < 512n) throw new Refusal(`Unsupported subcluster size: ${subclusterSize}`);
  const wide = header.refcountOrder > 6;
  refuseIf(wide, 'Reference count entry width too large; may not exceed 64 bits');
  const refcountClusters = BigInt(header.refcountTableClusters);
  refuseIf(refcountClusters === 0n, 'Image does not contain a reference count table');

  const place = (name: string, offset: bigint, bytes: bigint, max: bigint): void => {
    refuseIf(bytes > max, `${name} too large`);
    const invalid = offset % clusterSize !== 0n || offset > maxInt64 - bytes;
    refuseIf(invalid, `${name} offset invalid`);
  };
  const { refcountTableOffset, snapshotsOffset, l1TableOffset } = header;
  place('Reference count table', refcountTableOffset, refcountClusters * clusterSize, 8n * mebibyte);
  place('Snapshot table', snapshotsOffset, BigInt(header.snapshotCount) * 40n, 65536n * 40n);
  place('Active L1 table', l1TableOffset, BigInt(header.l1Size) * 8n, 32n * mebibyte);

  // qemu's sum wraps, so sizes close to 2^64 need no L1 entry here. They are refused later, as unusable.
  const shift = BigInt(l1Shift(header));
  const l1Needed = ((header.size + 2n ** shift - 1n) & maxUint64) >> shift;
  refuseIf(l1Needed > maxInt32, 'Image is too big');
  refuseIf(header.l1Size < l1Needed, 'L1 table is too small');
}

/** Whether qemu can use the virtual size in the header. */
export function sizeUsable(header: Header): boolean {
  return header.size <= maxInt64;
}

/**
 * Bit 63 of an L1 or L2 entry: the refcount is exactly one (sections "L1 table" and "L2 table" of the specification
 * docs/interop/qcow2).
 */
export const copiedBit: bigint = 1n << 63n;

const compressedBit = 1n << 62n;
const zeroBit = 1n;
const sector = 512n;

/** How many references a host cluster has. */
type References = 'one' | 'several';

/** The entry of a standard cluster with a host cluster at `offset`. */
export function dataEntry(offset: bigint, references: References): bigint {
  return offset | (references === 'one' ? copiedBit : 0n);
}

/** The entry of a cluster that reads as zeros and keeps a host cluster. */
export function zeroAllocatedEntry(offset: bigint, references: References): bigint {
  return dataEntry(offset, references) | zeroBit;
}

/** The entry of a cluster that reads as zeros and has no host cluster. */
export const zeroPlainEntry: bigint = zeroBit;

/**
 * The entry of a compressed cluster with `length` bytes at `offset`. The host offset takes the low x bits, the number
 * of further sectors the others, x = 62 - (cluster_bits - 8) (section "Compressed Clusters Descriptor").
 */
export function compressedEntry(clusterSize: number, offset: bigint, length: number): bigint {
  const offsetBits = BigInt(70 - Math.log2(clusterSize));
  const furtherSectors = (offset + BigInt(length) - 1n) / sector - offset / sector;
  return compressedBit | (furtherSectors << offsetBits) | offset;
}

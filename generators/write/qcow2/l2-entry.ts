/** Section "L1 table", "L2 table" of the specification docs/interop/qcow2: bit 63, the refcount is exactly one. */
export const copiedBit: bigint = 1n << 63n;

const compressedBit = 1n << 62n;
const zeroBit = 1n;
const sector = 512n;

/** Entry of a standard cluster with a host cluster at `offset`, which no other reference shares if `copied`. */
export function dataEntry(offset: bigint, copied: boolean): bigint {
  return offset | (copied ? copiedBit : 0n);
}

/** Entry of a cluster that reads as zeros, with the host cluster that it keeps. */
export function zeroAllocatedEntry(offset: bigint, copied: boolean): bigint {
  return dataEntry(offset, copied) | zeroBit;
}

/** Entry of a cluster that reads as zeros and has no host cluster. */
export const zeroPlainEntry: bigint = zeroBit;

/**
 * Entry of a compressed cluster whose data takes the sectors that `length` bytes at `offset` touch. Section "Compressed
 * Clusters Descriptor": the host offset takes the low x bits, the count of further sectors the rest, x = 62 - (cluster_bits - 8).
 */
export function compressedEntry(clusterSize: number, offset: bigint, length: number): bigint {
  const offsetBits = BigInt(70 - Math.log2(clusterSize));
  const furtherSectors = (offset + BigInt(length) - 1n) / sector - offset / sector;
  return compressedBit | (furtherSectors << offsetBits) | offset;
}

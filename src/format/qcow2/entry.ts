/**
 * Table entries and their bits (docs/interop/qcow2, "Cluster mapping"), the only place that tests them. An entry is
 * 64 bits, here as its upper and lower 32: a double can't hold one.
 */

/** What an L2 entry says of its cluster. */
export type ClusterState = 'unallocated' | 'zero-plain' | 'zero-allocated' | 'data' | 'compressed';

const compressedHigh = 0x4000_0000;
const zeroLow = 0x0000_0001;
/** Bits 9 to 55: a host offset, always a multiple of 512. Other bits of it are reserved, and ignored. */
const offsetHigh = 0x00ff_ffff;
const offsetLow = 0xffff_fe00;

/** The host offset, in bytes, of an L1 or an L2 entry; 0 where it has none. At most 2^56, hence exact. */
export function hostOffset(high: number, low: number): number {
  return (high & offsetHigh) * 2 ** 32 + ((low & offsetLow) >>> 0);
}

/** The state of a standard L2 entry. COPIED (bit 63) says nothing about it. */
export function clusterState(high: number, low: number): ClusterState {
  if ((high & compressedHigh) !== 0) return 'compressed';
  const hosted = (high & offsetHigh) !== 0 || (low & offsetLow) !== 0;
  if ((low & zeroLow) !== 0) return hosted ? 'zero-allocated' : 'zero-plain';
  return hosted ? 'data' : 'unallocated';
}

/** Whether clusters in this state have bytes of their own in the host file, at their entry's offset. */
export function hasHostCluster(state: ClusterState): boolean {
  return state === 'data' || state === 'zero-allocated';
}

/** An entry as people read it: `0x` and sixteen digits. */
export function entryText(high: number, low: number): string {
  const word = (BigInt(high) << 32n) | BigInt(low);
  return `0x${word.toString(16).padStart(16, '0')}`;
}

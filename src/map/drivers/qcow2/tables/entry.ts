import {
  compressedBit,
  dataBit,
  hostedBit,
  invalidBit,
  offsetHigh,
  offsetLow,
  zeroBit,
} from '../../../kernel/bits.ts';
import { type ClusterHome, clusterCode, subclusterCode } from '../../../kernel/codes.ts';

/**
 * Table entries for people (docs/interop/qcow2, "Cluster mapping"). The kernel decodes the states. A word has 64 bits, which
 * a double can't hold: functions here take its upper and its lower 32, signed or unsigned.
 */

/** The state of a cluster, from its L2 entry. */
export type ClusterState = 'unallocated' | 'zero-plain' | 'zero-allocated' | 'data' | 'compressed';

/** The state of a subcluster. Reserved: unallocated, but with a host offset. Invalid: the bitmap contradicts itself. */
export type SubclusterState = ClusterState | 'reserved' | 'invalid';

/** How the L2 entries of an image are: one word, or one word and the bitmap of subclusters. */
export type EntryKind = 'standard' | 'extended';

const copiedHigh = 0x8000_0000;
const compressedHigh = 0x4000_0000;
const zeroLow = 0x0000_0001;

/** The host offset in an L1 or L2 entry, in bytes; 0: it has none. It is below 2^56 and a multiple of 512, so a double is exact. */
export function hostOffset(high: number, low: number): number {
  return (high & offsetHigh) * 2 ** 32 + ((low & offsetLow) >>> 0);
}

/** The states by their codes in the kernel. */
const states: ReadonlyMap<number, SubclusterState> = new Map([
  [0, 'unallocated'],
  [zeroBit, 'zero-plain'],
  [zeroBit | hostedBit, 'zero-allocated'],
  [dataBit | hostedBit, 'data'],
  [dataBit | compressedBit, 'compressed'],
  [hostedBit, 'reserved'],
  [invalidBit, 'invalid'],
]);

/** The state of a standard L2 entry. */
export function clusterState(high: number, low: number, home: ClusterHome): ClusterState {
  return states.get(clusterCode(wordOf(high, low), home)) as ClusterState;
}

/** The halves of an extended L2 entry: of its first word, and of its bitmap. */
export interface ExtendedEntry {
  readonly high: number;
  readonly low: number;
  /** The upper 32 bits of the bitmap. Bit i: subcluster i reads as zeros. */
  readonly zeros: number;
  /** The lower 32 bits of the bitmap. Bit i: subcluster i is allocated. */
  readonly allocated: number;
}

/** The state of subcluster `index`. An invalid bitmap makes all subclusters of its cluster invalid. */
export function subclusterState(
  { high, low, zeros, allocated }: ExtendedEntry,
  index: number,
  home: ClusterHome,
): SubclusterState {
  const code = subclusterCode(wordOf(high, low), wordOf(zeros, allocated), index, home);
  return states.get(code)!;
}

/** Whether an L2 entry is that of a compressed cluster. */
export function isCompressed(high: number): boolean {
  return (high & compressedHigh) !== 0;
}

/** A flag of an L2 entry. Extended entries have no zero flag. */
export type EntryFlag = 'copied' | 'compressed' | 'zero';

export function entryFlags(high: number, low: number, kind: EntryKind): EntryFlag[] {
  return [
    ...((high & copiedHigh) !== 0 ? (['copied'] as const) : []),
    ...(isCompressed(high) ? (['compressed'] as const) : []),
    ...(kind === 'standard' && (low & zeroLow) !== 0 ? (['zero'] as const) : []),
  ];
}

/** The data of a compressed cluster: where they begin in the file, and the bytes up to the end of their last sector. */
export interface CompressedData {
  readonly offset: bigint;
  readonly bytes: number;
}

/**
 * The place of compressed data (section "Compressed Clusters Descriptor"): 62 - (cluster_bits - 8) bits of offset, then the
 * number of additional sectors.
 */
export function compressedData(high: number, low: number, clusterSize: number): CompressedData {
  const word = wordOf(high, low);
  const offsetBits = BigInt(70 - Math.log2(clusterSize));
  const offset = word & ((1n << offsetBits) - 1n);
  const additional = (word & ((1n << 62n) - 1n)) >> offsetBits;
  return { offset, bytes: (Number(additional) + 1) * 512 - Number(offset % 512n) };
}

/** A word as text: `0x` and sixteen digits. */
export function wordText(high: number, low: number): string {
  return `0x${wordOf(high, low).toString(16).padStart(16, '0')}`;
}

function wordOf(high: number, low: number): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

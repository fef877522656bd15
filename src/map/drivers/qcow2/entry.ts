import {
  compressedBit,
  dataBit,
  hostedBit,
  invalidBit,
  offsetHigh,
  offsetLow,
  zeroBit,
} from '../../kernel/bits.ts';
import { clusterCode, subclusterCode } from '../../kernel/codes.ts';

/**
 * Table entries for people (docs/interop/qcow2, "Cluster mapping"); states are told apart in the kernel. A word is 64
 * bits, here as its upper and lower 32, signed or not: a double can't hold one.
 */

/** What an L2 entry says of its cluster. */
export type ClusterState = 'unallocated' | 'zero-plain' | 'zero-allocated' | 'data' | 'compressed';

/** Of a subcluster also: unallocated with a host offset, or in a cluster whose bitmap makes no sense. */
export type SubclusterState = ClusterState | 'reserved' | 'invalid';

/** Subclusters of a cluster, where L2 entries are extended. */
export const subclusters = 32;

const copiedHigh = 0x8000_0000;
const compressedHigh = 0x4000_0000;
const zeroLow = 0x0000_0001;

/** The host offset, in bytes, of an L1 or an L2 entry; 0 where it has none. At most 2^56, hence exact. */
export function hostOffset(high: number, low: number): number {
  return (high & offsetHigh) * 2 ** 32 + ((low & offsetLow) >>> 0);
}

/** The states by the codes that the kernel has for them. */
const states: ReadonlyMap<number, SubclusterState> = new Map([
  [0, 'unallocated'],
  [zeroBit, 'zero-plain'],
  [zeroBit | hostedBit, 'zero-allocated'],
  [dataBit | hostedBit, 'data'],
  [dataBit | compressedBit, 'compressed'],
  [hostedBit, 'reserved'],
  [invalidBit, 'invalid'],
]);

/**
 * The state of a standard L2 entry.
 *
 * @param external the image has an external data file
 */
export function clusterState(high: number, low: number, external: boolean): ClusterState {
  return states.get(clusterCode(wordOf(high, low), external)) as ClusterState;
}

/**
 * The state of one subcluster of an extended L2 entry. Of its bitmap `zeros` are the upper and `allocated` the lower
 * 32 bits; bit i of each is that of subcluster i. A cluster is invalid as a whole.
 */
export function subclusterState(
  high: number,
  low: number,
  zeros: number,
  allocated: number,
  index: number,
  external: boolean,
): SubclusterState {
  const code = subclusterCode(wordOf(high, low), wordOf(zeros, allocated), index, external);
  return states.get(code)!;
}

/** What the flags of an L2 entry say; where entries are extended bit 0 is none. */
export type EntryFlag = 'copied' | 'compressed' | 'zero';

export function entryFlags(high: number, low: number, extended: boolean): EntryFlag[] {
  return [
    ...((high & copiedHigh) !== 0 ? (['copied'] as const) : []),
    ...((high & compressedHigh) !== 0 ? (['compressed'] as const) : []),
    ...(!extended && (low & zeroLow) !== 0 ? (['zero'] as const) : []),
  ];
}

/** Where the data of a compressed cluster begin in the file, and the bytes up to the end of their last sector. */
export interface CompressedData {
  readonly offset: bigint;
  readonly bytes: number;
}

/** Section "Compressed Clusters Descriptor": x = 62 - (cluster_bits - 8) bits of offset, then the count of further sectors. */
export function compressedData(high: number, low: number, clusterSize: number): CompressedData {
  const word = wordOf(high, low);
  const offsetBits = BigInt(70 - Math.log2(clusterSize));
  const offset = word & ((1n << offsetBits) - 1n);
  const further = (word & ((1n << 62n) - 1n)) >> offsetBits;
  return { offset, bytes: (Number(further) + 1) * 512 - Number(offset % 512n) };
}

/** A word as people read it: `0x` and sixteen digits. */
export function wordText(high: number, low: number): string {
  return `0x${wordOf(high, low).toString(16).padStart(16, '0')}`;
}

function wordOf(high: number, low: number): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

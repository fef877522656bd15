/**
 * Table entries and their bits (docs/interop/qcow2, "Cluster mapping"), the only place that tests them. A word is
 * 64 bits, here as its upper and lower 32, signed or not: a double can't hold one.
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
/** Bits 9 to 55: a host offset, always a multiple of 512. Other bits of it are reserved, and ignored. */
const offsetHigh = 0x00ff_ffff;
export const offsetLow = 0xffff_fe00;

/** The host offset, in bytes, of an L1 or an L2 entry; 0 where it has none. At most 2^56, hence exact. */
export function hostOffset(high: number, low: number): number {
  return (high & offsetHigh) * 2 ** 32 + ((low & offsetLow) >>> 0);
}

/**
 * Whether an L2 entry that isn't compressed names a host cluster. In an external data file offset 0 is one too: there
 * COPIED (bit 63), which otherwise says nothing, tells it from none.
 */
function isHosted(high: number, low: number, external: boolean): boolean {
  if ((high & offsetHigh) !== 0 || (low & offsetLow) !== 0) return true;
  return external && (high & copiedHigh) !== 0;
}

/** The state of a standard L2 entry. */
export function clusterState(high: number, low: number, external: boolean): ClusterState {
  if ((high & compressedHigh) !== 0) return 'compressed';
  if ((low & zeroLow) !== 0) return hostOffset(high, low) !== 0 ? 'zero-allocated' : 'zero-plain';
  return isHosted(high, low, external) ? 'data' : 'unallocated';
}

/** The bits that make an entry's state, as a number below 16: compressed 1, COPIED 2, zero 4, a host offset 8. */
export function stateBits(high: number, low: number): number {
  const hosted = ((high & offsetHigh) | (low & offsetLow)) === 0 ? 0 : 8;
  return (high >>> 30) | ((low & zeroLow) << 2) | hosted;
}

/** A word with some of the bits of `stateBits`, as its halves. */
export function wordOfStateBits(bits: number): { readonly high: number; readonly low: number } {
  return { high: (bits & 3) << 30, low: ((bits >> 2) & 1) | (bits & 8 ? 2 ** 9 : 0) };
}

/**
 * The state of one subcluster of an extended L2 entry, whose bit 0 says nothing. Of its bitmap `zeros` are the upper
 * and `allocated` the lower 32 bits; bit i of each is that of subcluster i. A cluster is invalid as a whole.
 */
export function subclusterState(
  high: number,
  low: number,
  zeros: number,
  allocated: number,
  index: number,
  external: boolean,
): SubclusterState {
  if ((high & compressedHigh) !== 0) return 'compressed';
  const zero = ((zeros >>> index) & 1) !== 0;
  if (!isHosted(high, low, external)) {
    if (allocated !== 0) return 'invalid';
    return zero ? 'zero-plain' : 'unallocated';
  }
  if ((zeros & allocated) !== 0) return 'invalid';
  if (zero) return 'zero-allocated';
  return ((allocated >>> index) & 1) !== 0 ? 'data' : 'reserved';
}

/** How many subclusters from `index` on have the same two bits as the one there: 1 to 32. */
export function equalSubclusters(zeros: number, allocated: number, index: number): number {
  const zero = -((zeros >>> index) & 1);
  const data = -((allocated >>> index) & 1);
  const others = ((zeros ^ zero) | (allocated ^ data)) >>> index;
  if (others === 0) return subclusters - index;
  return 31 - Math.clz32(others & -others);
}

/** Whether clusters in this state have bytes of their own in the host file, at their entry's offset. */
export function hasHostCluster(state: SubclusterState): boolean {
  return state === 'data' || state === 'zero-allocated' || state === 'reserved';
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
  const word = (BigInt(high) << 32n) | BigInt(low);
  const offsetBits = BigInt(70 - Math.log2(clusterSize));
  const offset = word & ((1n << offsetBits) - 1n);
  const further = (word & ((1n << 62n) - 1n)) >> offsetBits;
  return { offset, bytes: (Number(further) + 1) * 512 - Number(offset % 512n) };
}

/** A word as people read it: `0x` and sixteen digits. */
export function wordText(high: number, low: number): string {
  const word = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  return `0x${word.toString(16).padStart(16, '0')}`;
}

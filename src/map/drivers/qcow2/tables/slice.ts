import { Refusal, Unsupported } from '../../../basics/error.ts';

/** The options that limit how much of the tables qemu keeps in memory, in bytes. */
export interface CacheOptions {
  readonly 'cache-size'?: bigint;
  readonly 'l2-cache-size'?: bigint;
  readonly 'refcount-cache-size'?: bigint;
  readonly 'l2-cache-entry-size'?: bigint;
}

/** The sizes that the default of a cache depends on, in bytes. */
export interface TableSizes {
  readonly virtualSize: number;
  readonly clusterSize: number;
  /** 8, extended entries 16. */
  readonly entryBytes: number;
}

const defaultL2Cache = 2n ** 25n;
const shortSlice = 4096;
const shortest = 512;
const leastRefcountClusters = 4n;
const largestCount = 2n ** 31n - 1n;
/** qemu may fail to allocate more than this. */
const certainBytes = 2n ** 30n;

/**
 * The size of an L2 slice in bytes, a power of two. A slice is the part of a table that one answer of qemu stays in, and the
 * L2 indices in its messages count from the start of a slice. Slices are whole tables if all tables fit in the cache (by
 * default 32 MiB), otherwise they have 4 KiB.
 *
 * @throws Refusal if the options contradict each other; Unsupported if qemu may run out of memory
 */
export function sliceBytes(sizes: TableSizes, options: CacheOptions): number {
  const { clusterSize } = sizes;
  const { l2, refcount, tables } = cacheSizes(sizes, options);
  const given = options['l2-cache-entry-size'];
  const usual = l2 < tables ? Math.min(clusterSize, shortSlice) : clusterSize;
  const slice = given === undefined ? usual : Number(given);
  if (slice < shortest || slice > clusterSize || !Number.isInteger(Math.log2(slice))) {
    throw new Refusal(
      `L2 cache entry size must be a power of two between ${shortest} and the cluster size (${clusterSize})`,
    );
  }
  if (l2 / BigInt(slice) > largestCount) throw new Refusal('L2 cache size too big');
  if (refcount / BigInt(clusterSize) > largestCount) throw new Refusal('Refcount cache size too big');
  if (l2 > certainBytes || refcount > certainBytes) throw new Unsupported('a cache of more than 1 GiB');
  return slice;
}

interface CacheSizes {
  readonly l2: bigint;
  readonly refcount: bigint;
  /** The size of all L2 tables. */
  readonly tables: bigint;
}

function cacheSizes({ virtualSize, clusterSize, entryBytes }: TableSizes, options: CacheOptions): CacheSizes {
  const { 'cache-size': both, 'l2-cache-size': givenL2, 'refcount-cache-size': givenRefcount } = options;
  const entries = Math.ceil(virtualSize / clusterSize) * entryBytes;
  const tables = BigInt(Math.ceil(entries / clusterSize) * clusterSize);
  const wanted = givenL2 ?? defaultL2Cache;
  const l2 = wanted < tables ? wanted : tables;
  const refcount = givenRefcount ?? 0n;
  if (both === undefined) return { l2, refcount, tables };
  if (givenL2 !== undefined && givenRefcount !== undefined) {
    throw new Refusal('cache-size, l2-cache-size and refcount-cache-size may not be set at the same time');
  }
  if (givenL2 !== undefined && givenL2 > both) throw new Refusal('l2-cache-size may not exceed cache-size');
  if (refcount > both) throw new Refusal('refcount-cache-size may not exceed cache-size');
  if (givenL2 !== undefined) return { l2, refcount: both - l2, tables };
  if (givenRefcount !== undefined) return { l2: both - refcount, refcount, tables };
  const least = leastRefcountClusters * BigInt(clusterSize);
  if (both >= tables + least) return { l2: tables, refcount: both - tables, tables };
  const rest = both < least ? both : least;
  return { l2: both - rest, refcount: rest, tables };
}

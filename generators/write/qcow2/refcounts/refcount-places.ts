import { WriteError } from '../../write-error.ts';

/** Neighbouring host clusters. `count` may be 0. */
export interface HostRange {
  readonly first: number;
  readonly count: number;
}

/** The places of the refcount table and its blocks, in bytes of the file and in clusters. */
export interface RefcountPlaces {
  /** Bits of one refcount. */
  readonly bits: number;
  readonly table: { readonly offset: bigint; readonly clusters: number };
  /** Host clusters that one block counts. */
  readonly clustersPerBlock: number;
  /** By rising index in the table. In a skeleton all of them are the same block. */
  readonly blocks: readonly { readonly index: number; readonly offset: bigint }[];
  /** The first host cluster after the blocks. */
  readonly end: number;
}

/** The longest refcount table that qemu opens, in bytes. */
const maximumTable = 8 * 2 ** 20;

/**
 * Places the refcount table and blocks after the header cluster. Blocks exist only for clusters in use, so that slots
 * far apart stay cheap. `behind` is what is in use after the blocks, counted from their end.
 *
 * @throws WriteError `too-large`.
 */
export function placeRefcounts(
  clusterSize: number,
  bits: number,
  behind: readonly HostRange[],
): RefcountPlaces {
  const clustersPerBlock = (clusterSize * 8) / bits;
  let tableSize = 1;
  let blockCount = 1;
  // More blocks move the rest of the file, which may need more blocks. Neither number ever shrinks, so this ends.
  for (;;) {
    const end = 1 + tableSize + blockCount;
    const moved = behind.map(({ first, count }) => ({ first: end + first, count }));
    const indices = blocksOf([{ first: 0, count: end }, ...moved], clustersPerBlock);
    for (let index = 0; indices.size < blockCount; index++) indices.add(index);
    const rising = [...indices].sort((a, b) => a - b);
    const tableNeeded = Math.ceil(((rising.at(-1)! + 1) * 8) / clusterSize);
    if (tableNeeded * clusterSize > maximumTable) {
      throw new WriteError(
        'too-large',
        `a refcount table of more than ${maximumTable} bytes would be needed`,
      );
    }
    if (indices.size === blockCount && tableNeeded <= tableSize) {
      const inBytes = (cluster: number): bigint => BigInt(cluster) * BigInt(clusterSize);
      return {
        bits,
        table: { offset: inBytes(1), clusters: tableSize },
        clustersPerBlock,
        blocks: rising.map((index, place) => ({ index, offset: inBytes(1 + tableSize + place) })),
        end,
      };
    }
    blockCount = indices.size;
    tableSize = Math.max(tableSize, tableNeeded);
  }
}

/** Indices of the blocks that count a cluster of these ranges. */
function blocksOf(ranges: readonly HostRange[], clustersPerBlock: number): Set<number> {
  const indices = new Set<number>();
  for (const { first, count } of ranges) {
    const last = Math.floor((first + count - 1) / clustersPerBlock);
    for (let index = Math.floor(first / clustersPerBlock); count > 0 && index <= last; index++)
      indices.add(index);
  }
  return indices;
}

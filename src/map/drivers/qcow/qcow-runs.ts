import { dataBit, noOffset, reachingBit } from '../../kernel/bits.ts';
import type { Run } from '../../kernel/run.ts';
import type { EntryTable } from './entry-table.ts';
import type { QcowTables } from './qcow-tables.ts';

const sector = 512;
/** From this upper half of an entry on, a number can't hold each offset, but each multiple of 1024. */
const firstFar = 2 ** 21;
const farUnit = 1024n;

/** What an image has besides its tables. */
interface QcowTraits {
  readonly virtualSize: number;
  /** Its data are not encrypted, so map prints where they are. */
  readonly hasOffsets: boolean;
}

/** The runs of an image as map sees them: clusters of one table that are alike, or follow each other in the file. */
export class QcowRuns {
  readonly #tables: QcowTables;
  readonly #traits: QcowTraits;

  constructor(tables: QcowTables, traits: QcowTraits) {
    this.#tables = tables;
    this.#traits = traits;
  }

  /**
   * The run at a guest byte, for a request that ends at `limit`.
   *
   * @throws MetadataError
   */
  at(offset: number, limit: number): Run {
    const { l1, clusterBytes, tableEntries, tableCovers } = this.#tables;
    const { virtualSize, hasOffsets } = this.#traits;
    const l1Index = Math.floor(offset / tableCovers);
    if (l1.entry(l1Index) === 0) {
      const end = Math.min(this.#tables.behindAbsent(l1Index, limit) * tableCovers, virtualSize);
      return { start: offset, end, kind: 0, offset: noOffset };
    }
    const l2 = this.#tables.l2(l1Index);
    const index = Math.floor(offset / clusterBytes) % tableEntries;
    const start = l1Index * tableCovers + index * clusterBytes;
    const end = Math.min(limit, (l1Index + 1) * tableCovers);
    if (!hasOffsets || l2.kind(index) !== dataBit) return this.#runWithoutOffset(l2, index, start, end);
    const isAligned = l2.low(index) % clusterBytes === 0;
    if (isAligned && l2.high(index) < firstFar) return this.#alignedRun(l2, index, start, end);
    return oddRun(l2, index, offset - (offset % sector), start);
  }

  /** Clusters that are alike. qemu answers for each, and map merges what it answers. */
  #runWithoutOffset(l2: EntryTable, index: number, start: number, limit: number): Run {
    const { clusterBytes } = this.#tables;
    const kind = l2.kind(index);
    const most = index + Math.ceil((limit - start) / clusterBytes);
    let behind = index + 1;
    while (behind < most && l2.kind(behind) === kind) behind++;
    const end = Math.min(start + (behind - index) * clusterBytes, limit);
    return { start, end, kind, offset: noOffset };
  }

  /** Clusters that follow each other in the file. */
  #alignedRun(l2: EntryTable, index: number, start: number, limit: number): Run {
    const { clusterBytes } = this.#tables;
    const offset = l2.entry(index);
    const most = index + Math.ceil((limit - start) / clusterBytes);
    let behind = index + 1;
    while (behind < most && l2.entry(behind) === offset + (behind - index) * clusterBytes) behind++;
    const end = Math.min(start + (behind - index) * clusterBytes, limit);
    return { start, end, kind: dataBit, offset };
  }
}

/**
 * A request that begins in the sector at the guest byte `start`, in a cluster whose entry is no whole number of clusters, or so
 * large that a number can't hold it. qemu joins the entry and the byte in the cluster by OR, so the next request has another
 * answer. The run begins further down, where its offset is a multiple of 1024.
 */
function oddRun(l2: EntryTable, index: number, start: number, clusterStart: number): Run {
  const low = (l2.low(index) | (start - clusterStart)) >>> 0;
  const offset = (BigInt(l2.high(index)) << 32n) + BigInt(low);
  const rest = offset % farUnit;
  const kind = dataBit | reachingBit;
  return { start: start - Number(rest), end: start + sector, kind, offset: Number(offset - rest) };
}

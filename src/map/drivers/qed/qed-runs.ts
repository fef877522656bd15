import { Abort, MetadataError } from '../../basics/error.ts';
import { dataBit, noOffset, reachingBit, zeroBit } from '../../kernel/bits.ts';
import type { Run } from '../../kernel/run.ts';
import type { Asker } from '../format/format-image.ts';
import type { TableWindow } from '../format/table-window.ts';
import type { QedHeader } from './qed-header.ts';
import { type QedTables, unallocated, zero } from './qed-tables.ts';

/** qemu keeps the length of a run in 32 bits. */
const lengthModulus = 2 ** 32;

/** The runs of an image as qemu answers them: the clusters of one table that follow each other. Only the first of them is checked. */
export class QedRuns {
  readonly #layout: QedHeader['layout'];
  readonly #virtualSize: number;
  readonly #tables: QedTables;
  /** The answer, one object for all: those of a million clusters would take a third of the time of their map. */
  readonly #run = { start: 0, end: 0, kind: 0, offset: noOffset };
  /** The last run that was seen to grow past the end of the file. */
  #overgrown: Pick<Run, 'start' | 'end'> = { start: 0, end: 0 };

  constructor({ layout, size }: Pick<QedHeader, 'layout' | 'size'>, tables: QedTables) {
    this.#layout = layout;
    this.#virtualSize = size.virtualSize;
    this.#tables = tables;
  }

  /**
   * The run at a guest byte, valid until the next call.
   *
   * @param limit where the request ends
   * @throws MetadataError, Abort
   */
  at(offset: number, limit: number, asker: Asker): Run {
    const { clusterBytes, tableEntries } = this.#layout;
    const cluster = Math.floor(offset / clusterBytes);
    const l1Index = Math.floor(cluster / tableEntries);
    const l1Entry = this.#tables.l1.readUInt64LE(l1Index);
    this.#run.start = offset;
    if (l1Entry === unallocated) this.#setAbsent(l1Index, limit);
    else this.#setClusters(this.#tables.l2(l1Entry), l1Index, limit, asker);
    return this.#run;
  }

  /** The guest byte up to which one request of qemu at `offset` looks. */
  lookAhead(offset: number): number {
    const { tableCovers } = this.#layout;
    if (offset >= this.#overgrown.start && offset < this.#overgrown.end) return this.#overgrown.end;
    return (Math.floor(offset / tableCovers) + 1) * tableCovers;
  }

  /** The run of an L1 entry without a table, and of those like it that follow. */
  #setAbsent(l1Index: number, limit: number): void {
    const run = this.#run;
    run.end = Math.min(
      this.#tables.behindAbsent(l1Index, limit) * this.#layout.tableCovers,
      this.#virtualSize,
    );
    run.kind = 0;
    run.offset = noOffset;
  }

  /** The run of the clusters of a table. */
  #setClusters(l2: TableWindow, l1Index: number, limit: number, asker: Asker): void {
    const { clusterBytes, tableEntries, tableCovers } = this.#layout;
    const run = this.#run;
    const cluster = Math.floor(run.start / clusterBytes);
    const inCluster = run.start - cluster * clusterBytes;
    const index = cluster - l1Index * tableEntries;
    const entry = l2.readUInt64LE(index);
    const isData = entry !== unallocated && entry !== zero;
    if (isData && !this.#layout.isCluster(entry)) throw new MetadataError('Invalid argument');
    const requested = Math.min(limit, (l1Index + 1) * tableCovers) - run.start;
    const most = Math.min(index + clustersIn(inCluster + requested, clusterBytes), tableEntries);
    const behind = behindRun(l2, index, most, isData ? clusterBytes : 0);
    const bytes = (behind - index) * clusterBytes;
    const answered = asker === 'map' ? inThirtyTwoBits(bytes, inCluster) : bytes;
    const length = Math.min(answered - inCluster, requested);
    run.end = run.start + length;
    run.kind = isData ? dataBit : entry === zero ? zeroBit : 0;
    run.offset = isData ? entry + inCluster : noOffset;
    if (isData) this.#endWithFile(run.start - inCluster + this.#layout.clustersFrom(entry) * clusterBytes);
  }

  /** Cuts a run of data that grows past the end of the file, at the guest byte `end`: a request that begins behind it fails. */
  #endWithFile(end: number): void {
    const run = this.#run;
    if (run.end <= end) return;
    this.#overgrown = { start: run.start, end: run.end };
    run.end = end;
    run.kind |= reachingBit;
  }
}

/** The index behind the entries of a table that follow the one at `index`: each is by `step` more than the one before. */
function behindRun(table: TableWindow, index: number, most: number, step: number): number {
  const entry = table.readUInt64LE(index);
  let behind = index + 1;
  while (behind < most && table.readUInt64LE(behind) === entry + (behind - index) * step) behind++;
  return behind;
}

/** How many clusters qemu looks at for so many bytes: it divides by a byte less than a cluster has. */
function clustersIn(bytes: number, clusterBytes: number): number {
  return Math.floor((Math.ceil(bytes / clusterBytes) * clusterBytes) / (clusterBytes - 1));
}

/**
 * What is left of the length of a run (bytes). Layers above qed ask for less than 4 GiB at a time, so this is for requests
 * of map itself.
 *
 * @param inCluster where in its first cluster the request begins, in bytes; if more than the length, qemu answers all
 * @throws Abort if qemu's answer is empty
 */
function inThirtyTwoBits(run: number, inCluster: number): number {
  if (run < lengthModulus) return run;
  const length = run % lengthModulus;
  if (length === 0 && inCluster === 0) {
    throw new Abort(
      'the driver qed answers 4 GiB as no bytes',
      'Map at most 2 GiB of the image at a time, with -l.',
    );
  }
  return length < inCluster ? Number.POSITIVE_INFINITY : length;
}

import type { ImageFile } from '../../file/image-file.ts';
import type { BackingReference, ClusterExplanation, ImageFormat, Notice, Run } from '../format.ts';
import { sizeUsable } from './check-header.ts';
import { Corruption, hex } from './corruption.ts';
import { type ClusterState, clusterState, entryText, hasHostCluster, hostOffset } from './entry.ts';
import { type Header, l1Shift } from './header.ts';
import { looksPreallocated } from './preallocation.ts';
import { runEnd, setState } from './run-search.ts';
import { readTable, type Table } from './table.ts';

const sector = 512;
/** Above this many bytes of L2 tables qemu caches them in slices of 4 KiB, and counts L2 indices within a slice. */
const maxWholeTables = 32 * 2 ** 20;
const sliceBytes = 4096;

/** What opening an image comes to. */
export interface Qcow2Parts {
  readonly file: ImageFile;
  /** `file` itself where there is no external data file. */
  readonly dataFile: ImageFile;
  readonly header: Header;
  readonly backing: BackingReference;
}

/** An open qcow2 image: what `openQcow2` (open.ts) found valid. */
export class Qcow2Image implements ImageFormat {
  readonly driver = 'qcow2';
  readonly virtualSize: number;
  readonly sizeUsable: boolean;
  readonly clusterSize: number;
  readonly supportsBacking = true;
  readonly file: ImageFile;
  readonly dataFile: ImageFile;
  readonly backing: BackingReference;
  readonly #header: Header;
  readonly #l1: Table;
  readonly #l2Entries: number;
  /** Entries of an L2 slice, a power of two. */
  readonly #sliceEntries: number;
  readonly #corruption: Corruption;
  #preallocated: boolean | undefined;
  /** The L2 table read last: a walk stays in one for long. */
  #l2: Table | undefined;

  constructor({ file, dataFile, header, backing }: Qcow2Parts, notice: Notice) {
    this.file = file;
    this.dataFile = dataFile;
    this.backing = backing;
    this.#header = header;
    this.#corruption = new Corruption(notice);
    this.clusterSize = 2 ** header.clusterBits;
    this.virtualSize = Number(header.size - (header.size % BigInt(sector)));
    this.sizeUsable = sizeUsable(header);
    this.#l2Entries = this.clusterSize / 8;
    const tableBytes = Math.ceil(this.virtualSize / this.clusterSize) * 8;
    const whole = Math.ceil(tableBytes / this.clusterSize) * this.clusterSize <= maxWholeTables;
    this.#sliceEntries = (whole ? this.clusterSize : Math.min(this.clusterSize, sliceBytes)) / 8;
    this.#l1 = readTable(file, Number(header.l1TableOffset), header.l1Size);
  }

  find(offset: number, run: Run): void {
    this.#preallocated ??= looksPreallocated(this.file, this.#header, this.#corruption);
    const l1Index = Math.floor(offset / 2 ** l1Shift(this.#header));
    const tableOffset = this.#l2Offset(l1Index);
    if (tableOffset === 0) this.#findAbsent(l1Index, run);
    else this.#findInTable(offset, l1Index, tableOffset, run);
    run.end = Math.min(run.end, this.virtualSize);
  }

  /** Without an L2 table all is unallocated, up to the next table that there is. */
  #findAbsent(l1Index: number, run: Run): void {
    const covered = 2 ** l1Shift(this.#header);
    let end = l1Index + 1;
    while (end * covered < this.virtualSize && this.#l2Offset(end) === 0) end++;
    run.start = l1Index * covered;
    run.end = end * covered;
    setState(run, 'unallocated', 0);
  }

  #findInTable(offset: number, l1Index: number, tableOffset: number, run: Run): void {
    const { clusterSize } = this;
    if (tableOffset % clusterSize !== 0) {
      this.#corruption.fail(`L2 table offset ${hex(tableOffset)} unaligned (L1 index: ${hex(l1Index)})`);
    }
    const table = this.#l2Table(tableOffset);
    const index = Math.floor(offset / clusterSize) % this.#l2Entries;
    const high = table.halves[2 * index]!;
    const low = table.halves[2 * index + 1]!;
    const state = clusterState(high, low);
    const host = hostOffset(high, low);
    const problem = this.#problem(state, host);
    if (problem !== undefined) {
      const sliceIndex = index % this.#sliceEntries;
      this.#corruption.fail(`${problem} (L2 offset: ${hex(tableOffset)}, L2 index: ${hex(sliceIndex)})`);
    }
    const end = runEnd(table, index, this.#l2Entries, clusterSize);
    run.start = offset - (offset % clusterSize);
    run.end = run.start + (end - index) * clusterSize;
    setState(run, state, host);
    run.refine = state === 'data' && this.#preallocated === true;
  }

  /** What is wrong with the first entry of a run. */
  #problem(state: ClusterState, host: number): string | undefined {
    if (this.#header.version < 3 && (state === 'zero-plain' || state === 'zero-allocated')) {
      return 'Zero cluster entry found in pre-v3 image';
    }
    if (hasHostCluster(state) && host % this.clusterSize !== 0) {
      return `Cluster allocation offset ${hex(host)} unaligned`;
    }
    return undefined;
  }

  #l2Offset(l1Index: number): number {
    const { halves } = this.#l1;
    return hostOffset(halves[2 * l1Index] ?? 0, halves[2 * l1Index + 1] ?? 0);
  }

  #l2Table(offset: number): Table {
    if (this.#l2?.offset !== offset) this.#l2 = readTable(this.file, offset, this.#l2Entries);
    return this.#l2;
  }

  close(): void {
    this.file.close();
    if (this.dataFile !== this.file) this.dataFile.close();
  }

  explain(offset: bigint): ClusterExplanation {
    const cluster = offset / BigInt(this.clusterSize);
    const l1Index = Number(offset >> BigInt(l1Shift(this.#header)));
    const l1 = { index: l1Index, word: wordAt(this.#l1, l1Index) };
    const tableOffset = this.#l2Offset(l1Index);
    if (tableOffset === 0) return { cluster, state: 'unallocated', l1 };
    const table = readTable(this.file, tableOffset, this.#l2Entries);
    const index = Number(cluster % BigInt(this.#l2Entries));
    const high = table.halves[2 * index]!;
    const low = table.halves[2 * index + 1]!;
    const state = clusterState(high, low);
    const l2 = { tableOffset, index, word: wordAt(table, index) };
    if (!hasHostCluster(state)) return { cluster, state, l1, l2 };
    const inCluster = offset % BigInt(this.clusterSize);
    return { cluster, state, l1, l2, hostOffset: BigInt(hostOffset(high, low)) + inCluster };
  }
}

function wordAt(table: Table, index: number): string {
  return entryText(table.halves[2 * index] ?? 0, table.halves[2 * index + 1] ?? 0);
}

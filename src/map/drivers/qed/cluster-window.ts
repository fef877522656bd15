import { dataBit } from '../../kernel/bits.ts';
import type { BlockWindow } from '../../kernel/block-window.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { QedHeader } from './qed-header.ts';
import { type QedTables, unallocated } from './qed-tables.ts';

/** Runs of one table are shorter: qemu keeps their length in 32 bits. */
const mostCovered = 2 ** 32;

/**
 * Fills the window of a layer with clusters, in place of asking for each run: only entries that are right, of one table. A run that
 * another entry may go on with is left out, since qemu checks the first cluster of a run alone.
 */
export class ClusterWindow {
  readonly #blocks: BlockWindow;
  readonly #layout: QedHeader['layout'];
  readonly #size: number;
  readonly #tables: QedTables;
  /** Guest bytes of which no window can be made. A layer above may ask for them in many small requests. */
  #without = { start: 0, end: 0 };

  constructor(
    { blocks }: KernelLayer,
    { layout, size }: Pick<QedHeader, 'layout' | 'size'>,
    tables: QedTables,
  ) {
    this.#blocks = blocks;
    this.#layout = layout;
    this.#size = size.virtualSize;
    this.#tables = tables;
  }

  /** Moves to the guest byte `offset`. Returns whether the window has its cluster then. */
  moveTo(offset: number): boolean {
    const { clusterBytes, tableEntries, tableCovers, headerBytes, end } = this.#layout;
    if (tableCovers >= mostCovered) return false;
    if (offset >= this.#without.start && offset < this.#without.end) return false;
    const cluster = Math.floor(offset / clusterBytes);
    const inTable = cluster % tableEntries;
    const left = Math.min(tableEntries - inTable, Math.ceil(this.#size / clusterBytes) - cluster);
    const read = this.#read((cluster - inTable) / tableEntries, inTable, Math.min(left, this.#blocks.most));
    if (read === 0) return false;
    const right = this.#blocks.placeClusters(read, clusterBytes, headerBytes, end);
    const count = right === left ? right : withoutLastRun(this.#blocks.values, right, clusterBytes);
    const start = cluster * clusterBytes;
    if (count === 0) {
      this.#without = { start, end: start + Math.max(right, 1) * clusterBytes };
      return false;
    }
    const windowEnd = Math.min(start + count * clusterBytes, this.#size);
    this.#blocks.set({ start, end: windowEnd, blockBytes: clusterBytes, kind: dataBit, file: 0 });
    return true;
  }

  /** Reads entries of a table into the window; returns how many, or 0 where that isn't possible. */
  #read(l1Index: number, index: number, most: number): number {
    const entry = this.#tables.l1.readUInt64LE(l1Index);
    if (entry === unallocated || !this.#layout.isTable(entry)) return 0;
    const table = this.#tables.l2(entry);
    const window = this.#blocks.emptied;
    try {
      return table.readRaw(index, window.subarray(0, most * BigUint64Array.BYTES_PER_ELEMENT));
    } catch {
      // Each entry may be readable by itself.
      return 0;
    }
  }
}

/** How many of the first `count` blocks there are before the last run of data; all if they end with other blocks. */
function withoutLastRun(blocks: Float64Array, count: number, clusterBytes: number): number {
  let left = count;
  while (left > 0 && blocks[left - 1]! >= 0) {
    left--;
    if (left > 0 && blocks[left - 1] !== blocks[left]! - clusterBytes) break;
  }
  return left;
}

import { sameCell } from '../../../../../generators/recipe/cells/cell-row.ts';
import type { CellRun, Edit, MixedCell, UniformCell } from '../../../../../generators/recipe/recipe.ts';
import { hostOffset } from '../../../../map/drivers/qcow2/tables/entry.ts';
import { readTable } from '../../../../map/drivers/qcow2/tables/table.ts';
import type { ImageFile } from '../../../../map/file/image-file.ts';
import { checkLength, type Part } from '../drawn-layer.ts';
import { drawCluster, type EntryReading, type EntryWords } from './cluster-cell.ts';

/** An image and the L1 table that is drawn. */
export interface Tables extends EntryReading {
  readonly name: string;
  readonly file: ImageFile;
  readonly clusters: number;
  readonly l1Offset: number;
  readonly l1Entries: number;
}

/** The cells of a row, the host offsets (bytes) of those that take a host slot, in guest order, and the edits of all others. */
export interface ClusterRow {
  readonly cells: readonly CellRun[];
  readonly hosts: readonly number[];
  readonly edits: readonly Edit[];
  /** L2 tables without any allocated cluster. */
  readonly emptyTables: number;
  /** L1 entries without an L2 table. */
  readonly absentTables: number;
}

/** Draws the clusters of an L1 table that lie within a part. */
export function clusterRow(tables: Tables, part: Part): ClusterRow {
  const { name, file, clusterSize, extended, version } = tables;
  const words = extended ? 2 : 1;
  const perTable = clusterSize / (8 * words);
  const first = Math.floor(part.start / clusterSize);
  const end = Math.min(tables.clusters, Math.ceil(part.end / clusterSize));
  const row = new Row(name);
  const hosts: number[] = [];
  const edits: Edit[] = [];
  const taken = new Set<number>();
  let [emptyTables, absentTables] = [0, 0];
  const l1 = readTable(file, tables.l1Offset, Math.min(tables.l1Entries, Math.ceil(end / perTable)));
  row.add({ state: 'unallocated' }, Math.min(first, end));
  for (let index = Math.floor(first / perTable); index * perTable < end; index++) {
    const from = Math.max(first, index * perTable);
    const to = Math.min(end, (index + 1) * perTable);
    const [high, low] = [l1.halves[2 * index] ?? 0, l1.halves[2 * index + 1] ?? 0];
    const offset = hostOffset(high, low);
    if (offset % clusterSize !== 0) edits.push({ field: 'l1', index, value: wordOf(high, low) });
    if (offset === 0 || offset % clusterSize !== 0) {
      absentTables++;
      row.add({ state: 'unallocated' }, to - from);
      continue;
    }
    const { halves } = readTable(file, offset, clusterSize / 8);
    const empty = row.length;
    for (let cluster = from; cluster < to; cluster++) {
      const at = 2 * words * (cluster % perTable);
      const entry = entryAt(halves, at, extended);
      const drawn = drawCluster(entry, cluster * clusterSize, tables);
      const isShared = drawn.kind === 'cell' && drawn.host !== undefined && taken.has(drawn.host);
      if (drawn.kind === 'odd' || isShared) {
        row.add({ state: version < 3 ? 'compressed' : 'zero-plain' }, 1);
        edits.push({ field: 'l2', index: cluster, value: wordOf(entry.high, entry.low) });
        if (extended)
          edits.push({ field: 'l2-bitmap', index: cluster, value: wordOf(entry.zeros, entry.allocated) });
        checkLength(name, edits.length);
        continue;
      }
      row.add(drawn.cell, 1);
      if (drawn.host === undefined) continue;
      hosts.push(drawn.host);
      if (tables.home === 'image') taken.add(drawn.host);
    }
    if (row.isUnallocatedSince(empty)) emptyTables++;
  }
  row.add({ state: 'unallocated' }, tables.clusters - Math.max(end, Math.min(first, end)));
  return { cells: row.cells, hosts, edits, emptyTables, absentTables };
}

function entryAt(halves: Uint32Array, at: number, extended: boolean): EntryWords {
  const [high, low] = [halves[at]!, halves[at + 1]!];
  return { high, low, zeros: extended ? halves[at + 2]! : 0, allocated: extended ? halves[at + 3]! : 0 };
}

function wordOf(high: number, low: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}

/** A growing row: equal neighbouring cells become one run. */
class Row {
  readonly cells: CellRun[] = [];
  readonly #name: string;
  length = 0;
  #allocated = -1;

  constructor(name: string) {
    this.#name = name;
  }

  add(cell: UniformCell | MixedCell, count: number): void {
    if (count <= 0) return;
    if (cell.state !== 'unallocated') this.#allocated = this.length + count - 1;
    this.length += count;
    const last = this.cells.at(-1);
    if (last !== undefined && sameCell(last, cell))
      this.cells[this.cells.length - 1] = { ...last, count: last.count + count };
    else this.cells.push({ ...cell, count });
    checkLength(this.#name, this.cells.length);
  }

  /** Whether all cells from index `from` on are unallocated. */
  isUnallocatedSince(from: number): boolean {
    return this.#allocated < from;
  }
}

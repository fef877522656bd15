import { hasHostSlot } from '../../recipe/cell-row.ts';
import type { CellRun, MixedCell, Qcow2Layer, UniformCell } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';

/** Neighbouring clusters that hold the same, as far as they exist; unallocated ones have no span. */
export type Span = (UniformCell | MixedCell) & {
  /** Guest cluster index of the first. */
  readonly guest: number;
  /** Clusters, at least 1. */
  readonly count: number;
  /**
   * How many clusters before the first one, in guest order, also have a host slot (for compressed ones: are also
   * compressed). Means nothing where a cluster has no place in the file.
   */
  readonly ordinal: number;
};

/** How many clusters the virtual size of a layer has, the last one perhaps in part. */
export function guestClusters(layer: Qcow2Layer): number {
  const unit = BigInt(layer.unit);
  return Number((virtualSize(layer) + unit - 1n) / unit);
}

/** The cells of a layer, or of a snapshot of it, as spans; cells that begin at or after the virtual size are left out. */
export function spansOf(layer: Qcow2Layer, cells: readonly CellRun[]): Span[] {
  const end = guestClusters(layer);
  const spans: Span[] = [];
  let guest = 0;
  let slots = 0;
  let compressed = 0;
  for (const run of cells) {
    const count = Math.min(run.count, end - guest);
    if (count <= 0) break;
    if (run.state !== 'unallocated') {
      spans.push({ ...run, guest, count, ordinal: run.state === 'compressed' ? compressed : slots });
    }
    if (hasHostSlot(run)) slots += count;
    if (run.state === 'compressed') compressed += count;
    guest += count;
  }
  return spans;
}

/** The same spans, each cut where an L2 table ends, grouped by table index. */
export function spansByTable(spans: readonly Span[], clustersPerTable: number): Map<number, Span[]> {
  const tables = new Map<number, Span[]>();
  for (const span of spans) {
    let done = 0;
    while (done < span.count) {
      const guest = span.guest + done;
      const table = Math.floor(guest / clustersPerTable);
      const count = Math.min(span.count - done, (table + 1) * clustersPerTable - guest);
      const part = { ...span, guest, count, ordinal: span.ordinal + done };
      const known = tables.get(table);
      if (known === undefined) tables.set(table, [part]);
      else known.push(part);
      done += count;
    }
  }
  return tables;
}

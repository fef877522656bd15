import { hasHostSlot } from '../recipe/cells/cell-row.ts';
import type { CellRun, Layer, MixedCell, UniformCell } from '../recipe/recipe.ts';
import { clusterCount } from '../recipe/virtual-size.ts';

/** Neighbouring clusters with the same content, within the virtual size. Unallocated clusters have no span. */
export type Span = (UniformCell | MixedCell) & {
  /** Guest cluster index of the first. */
  readonly guest: number;
  /** Clusters, at least 1. */
  readonly count: number;
  /**
   * The number of clusters before the first one, in guest order, that also have a host slot (or that are also
   * compressed, for a compressed span). Meaningless for clusters without a place in the file.
   */
  readonly ordinal: number;
};

/** The cells of a layer or of a snapshot as spans. Cells past the virtual size are left out. */
export function spansOf(layer: Layer, cells: readonly CellRun[]): Span[] {
  const end = Number(clusterCount(layer));
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

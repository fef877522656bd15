import { hasHostSlot } from '../recipe/cell-row.ts';
import type { CellState, Qcow2Layer } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';
import { WriteError } from './write-error.ts';

/** Neighbouring clusters of one state, as far as they exist; unallocated ones have no span. */
export interface Span {
  readonly state: Exclude<CellState, 'unallocated' | 'reserved' | 'illegal'>;
  /** Guest cluster index of the first. */
  readonly guest: number;
  /** Clusters, at least 1. */
  readonly count: number;
  /**
   * How many clusters before the first one, in guest order, also have a host slot (for compressed ones: are also
   * compressed). Means nothing for zero-plain.
   */
  readonly ordinal: number;
}

/** How many clusters the virtual size of a layer has, the last one perhaps in part. */
export function guestClusters(layer: Qcow2Layer): number {
  const unit = BigInt(layer.unit);
  return Number((virtualSize(layer) + unit - 1n) / unit);
}

/** The cells of a layer as spans; cells that begin at or after the virtual size are left out. */
export function spansOf(layer: Qcow2Layer): Span[] {
  const end = guestClusters(layer);
  const spans: Span[] = [];
  let guest = 0;
  let slots = 0;
  let compressed = 0;
  for (const run of layer.cells) {
    const { state } = run;
    const count = Math.min(run.count, end - guest);
    if (count <= 0) break;
    if (state === 'mixed' || state === 'reserved' || state === 'illegal')
      throw new WriteError('unsupported', `${layer.name}: subclusters are not supported yet`);
    if (state !== 'unallocated') {
      spans.push({ state, guest, count, ordinal: state === 'compressed' ? compressed : slots });
    }
    if (hasHostSlot(run)) slots += count;
    if (state === 'compressed') compressed += count;
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

import { hasHostSlot } from '../../recipe/cells/cell-row.ts';
import { heldStates } from '../../recipe/cells/held-states.ts';
import { clustersPerTable } from '../../recipe/qcow2/clusters-per-table.ts';
import type { CellState, Qcow2Layer } from '../../recipe/recipe.ts';
import { layoutOf } from '../../write/qcow2/layout/layout.ts';
import { slotOf } from '../../write/qcow2/layout/mapping.ts';
import { type Span, spansByTable } from '../../write/spans.ts';
import { writtenParts } from '../../write/written-parts.ts';

/** Neighbouring guest bytes. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Whether only a patch makes the clusters: their bitmap is illegal, or they are reserved as a whole. */
export function needsPatch(span: Span): boolean {
  return span.state === 'reserved' || heldStates(span).includes('illegal');
}

/**
 * One stretch of each L2 table. Writing zeroes there makes the table without a cluster, so that no table is later
 * placed between host clusters that must follow each other. A single table always comes before the first cluster.
 */
export function tableStretches(layer: Qcow2Layer, spans: readonly Span[]): Stretch[] {
  const tables = [...spansByTable(spans, clustersPerTable(layer)).values()];
  const bare = spans.filter(span => needsPatch(span) && !hasHostSlot(span));
  const wanted = layer.version === 3 && tables.length > 1 ? tables.map(table => firstWritten(table)) : [];
  return [...wanted, ...bare].map(span => {
    const [first] = writtenParts(span, layer.unit, state => state !== 'unallocated' && state !== 'reserved');
    const from = span.guest * layer.unit + (first?.from ?? 0);
    return { from, to: from + (first === undefined ? layer.unit : first.to - first.from) };
  });
}

function firstWritten(table: readonly Span[]): Span {
  const written = (span: Span): boolean =>
    heldStates(span).some(state => state !== 'unallocated' && state !== 'reserved');
  return table.find(written) ?? table[0]!;
}

/** The writes that make qemu-io allocate the host clusters, in their order. */
export function hostStretches(layer: Qcow2Layer, spans: readonly Span[]): Stretch[] {
  const { slots } = layoutOf(layer);
  const clusters = spans.filter(hasHostSlot).flatMap(span =>
    Array.from({ length: span.count }, (_, i) => ({
      guest: span.guest + i,
      slot: slotOf(slots, span.ordinal + i),
      parts: needsPatch(span)
        ? [{ from: 0, to: layer.unit }]
        : writtenParts(span, layer.unit, state => state !== 'reserved'),
    })),
  );
  clusters.sort((a, b) => a.slot - b.slot);
  return joined(
    clusters.flatMap(({ guest, parts }) =>
      parts.map(({ from, to }) => ({ from: guest * layer.unit + from, to: guest * layer.unit + to })),
    ),
  );
}

/** The stretches of clusters or subclusters in one of these states, without those that are patched. */
export function stateStretches(
  layer: Qcow2Layer,
  spans: readonly Span[],
  states: readonly CellState[],
): Stretch[] {
  return joined(
    spans
      .filter(span => !needsPatch(span))
      .flatMap(({ guest, count, ...span }) => {
        const parts = writtenParts(span, layer.unit, state => states.includes(state));
        const whole = parts[0]?.from === 0 && parts[0].to === layer.unit;
        if (whole) return [{ from: guest * layer.unit, to: (guest + count) * layer.unit }];
        return Array.from({ length: count }, (_, i) =>
          parts.map(({ from, to }) => ({
            from: (guest + i) * layer.unit + from,
            to: (guest + i) * layer.unit + to,
          })),
        ).flat();
      }),
  );
}

/** One command per cluster. */
export function compressedStretches({ unit }: Qcow2Layer, spans: readonly Span[]): Stretch[] {
  return spans
    .filter(({ state }) => state === 'compressed')
    .flatMap(({ guest, count }) =>
      Array.from({ length: count }, (_, i) => ({ from: (guest + i) * unit, to: (guest + i + 1) * unit })),
    );
}

function joined(parts: readonly Stretch[]): Stretch[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of parts) {
    const last = all.at(-1);
    if (last?.to === from) last.to = to;
    else all.push({ from, to });
  }
  return all;
}

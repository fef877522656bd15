import { hasHostSlot } from '../../recipe/cell-row.ts';
import { headerBacking } from '../../recipe/header-backing.ts';
import { heldStates } from '../../recipe/held-states.ts';
import { clustersPerTable } from '../../recipe/qcow2/clusters-per-table.ts';
import type { CellState, Qcow2Layer, Recipe } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { dataFilePieces } from '../../write/qcow2/data-file.ts';
import { layoutOf } from '../../write/qcow2/layout.ts';
import { slotOf } from '../../write/qcow2/mapping.ts';
import { type Span, spansByTable, spansOf } from '../../write/qcow2/spans.ts';
import { subclusterBitmap } from '../../write/qcow2/subcluster-bitmap.ts';
import { writtenParts } from '../../write/written-parts.ts';
import { byteLines } from '../byte-lines.ts';
import { hexadecimal, hexBytes, quoted } from '../shell.ts';

/**
 * The lines that make one layer, and the patches that run when the whole chain is written, for what no command makes.
 */
export interface CommandLines {
  readonly lines: readonly string[];
  readonly patches: readonly string[];
}

/** Neighbouring guest bytes. */
interface Stretch {
  from: number;
  to: number;
}

const mostCommands = 40;

/** The lines of qemu-img and qemu-io that make a layer. `obstacleToCommands` has found no obstacle. */
export function commandLines(recipe: Recipe, layer: Qcow2Layer): CommandLines {
  const name = quoted(layer.name);
  const end = Number(virtualSize(layer));
  const spans = spansOf(layer, layer.cells);
  const commands = [
    ...tableStretches(layer, spans).map(stretch => command('write -z -u', stretch, end)),
    ...hostStretches(layer, spans).map(stretch => command('write', stretch, end)),
    ...stretches(layer, spans, ['zero-allocated']).map(stretch => command('write -z', stretch, end)),
    ...stretches(layer, spans, ['zero-plain']).map(stretch => command('write -z -u', stretch, end)),
    ...compressedStretches(layer, spans).map(stretch => command('write -c', stretch, end)),
  ];
  const lines = [createLine(recipe, layer)];
  for (let at = 0; at < commands.length; at += mostCommands) {
    const words = commands.slice(at, at + mostCommands).map(text => `-c '${text}'`);
    lines.push(`io -f qcow2 ${words.join(' ')} ${name}`);
  }
  return {
    lines: [...lines, ...dataHoles(layer)],
    patches: [...headerPatches(layer), ...bitmapPatches(layer, spans)],
  };
}

function createLine(recipe: Recipe, layer: Qcow2Layer): string {
  const { name, format } = headerBacking(recipe, recipe.layers.indexOf(layer));
  const options = [
    `cluster_size=${layer.unit}`,
    ...(layer.version === 2 ? ['compat=0.10'] : []),
    ...(layer.extendedL2 ? ['extended_l2=on'] : []),
    ...(layer.compression === undefined ? [] : [`compression_type=${layer.compression}`]),
    ...(layer.refcountBits === undefined ? [] : [`refcount_bits=${layer.refcountBits}`]),
    ...(layer.lazyRefcounts ? ['lazy_refcounts=on'] : []),
    ...(layer.dataFile === undefined ? [] : [`data_file=${layer.dataFile}`]),
  ];
  const backing = name === null ? '' : ` -b ${quoted(name)} -F ${format}`;
  return `img create -q -f qcow2 -o ${quoted(options.join(','))}${backing} ${quoted(layer.name)} ${virtualSize(layer)}`;
}

function command(words: string, { from, to }: Stretch, end: number): string {
  return `${words} ${hexadecimal(from)} ${hexadecimal(Math.min(to, end) - from)}`;
}

/** Whether only a patch makes the clusters: their bitmap is illegal, or they are reserved as a whole. */
function needsPatch(span: Span): boolean {
  return span.state === 'reserved' || heldStates(span).includes('illegal');
}

/**
 * One stretch of each L2 table. Writing zeroes there makes the table without a cluster, so that no table is later
 * placed between host clusters that must follow each other. A single table always comes before the first cluster.
 */
function tableStretches(layer: Qcow2Layer, spans: readonly Span[]): Stretch[] {
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
function hostStretches(layer: Qcow2Layer, spans: readonly Span[]): Stretch[] {
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
function stretches(layer: Qcow2Layer, spans: readonly Span[], states: readonly CellState[]): Stretch[] {
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
function compressedStretches({ unit }: Qcow2Layer, spans: readonly Span[]): Stretch[] {
  return spans
    .filter(({ state }) => state === 'compressed')
    .flatMap(({ guest, count }) =>
      Array.from({ length: count }, (_, i) => ({ from: (guest + i) * unit, to: (guest + i + 1) * unit })),
    );
}

function joined(parts: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const { from, to } of parts) {
    const last = all.at(-1);
    if (last?.to === from) last.to = to;
    else all.push({ from, to });
  }
  return all;
}

/** Rewrites a data file with holes: no command makes these. */
function dataHoles(layer: Qcow2Layer): string[] {
  const holes = layer.cells.some(cell => heldStates(cell).includes('data-hole'));
  if (!holes || layer.dataFile === undefined) return [];
  const layout = layoutOf(layer);
  return [
    `truncate -s 0 ${quoted(layer.dataFile)}`,
    ...byteLines({
      name: layer.dataFile,
      length: layout.virtualSize,
      pieces: dataFilePieces(layer, layout),
    }),
  ];
}

/** Byte 79 of the header holds the incompatible features, among them dirty (bit 0) and corrupt (bit 1). */
function headerPatches(layer: Qcow2Layer): string[] {
  if (!layer.dirty && !layer.corrupt) return [];
  const bits = [layer.dirty, layer.corrupt, layer.dataFile, layer.compression, layer.extendedL2];
  const byte = bits.reduce((sum, bit, at) => sum + (bit === undefined ? 0 : 2 ** at), 0);
  return [`put ${quoted(layer.name)} 79 ${hexBytes(Uint8Array.of(byte))}`];
}

function bitmapPatches({ name, unit }: Qcow2Layer, spans: readonly Span[]): string[] {
  return spans.filter(needsPatch).flatMap(span => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(subclusterBitmap(span));
    return Array.from(
      { length: span.count },
      (_, i) => `bitmap ${quoted(name)} ${unit} ${span.guest + i} ${hexBytes(bytes)}`,
    );
  });
}

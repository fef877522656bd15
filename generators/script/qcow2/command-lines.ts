import { heldStates } from '../../recipe/cells/held-states.ts';
import { headerBacking } from '../../recipe/header-backing.ts';
import type { Qcow2Layer, Recipe } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import { dataFilePieces } from '../../write/qcow2/data-file.ts';
import { layoutOf } from '../../write/qcow2/layout/layout.ts';
import { subclusterBitmap } from '../../write/qcow2/tables/subcluster-bitmap.ts';
import { type Span, spansOf } from '../../write/spans.ts';
import { byteLines } from '../byte-lines.ts';
import { hexadecimal, hexBytes, quoted } from '../shell.ts';
import {
  compressedStretches,
  hostStretches,
  needsPatch,
  type Stretch,
  stateStretches,
  tableStretches,
} from './stretches.ts';

/**
 * The lines that make one layer, and the patches that run when the whole chain is written, for what no command makes.
 */
export interface CommandLines {
  readonly lines: readonly string[];
  readonly patches: readonly string[];
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
    ...stateStretches(layer, spans, ['zero-allocated']).map(stretch => command('write -z', stretch, end)),
    ...stateStretches(layer, spans, ['zero-plain']).map(stretch => command('write -z -u', stretch, end)),
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

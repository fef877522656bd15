import { posix } from 'node:path';
import { headerBacking } from '../recipe/header-backing.ts';
import type { Edit, Layer, Qcow2Layer, Recipe } from '../recipe/recipe.ts';
import { virtualSize } from '../recipe/virtual-size.ts';
import { dataFilePieces } from '../write/qcow2/data-file.ts';
import { layoutOf } from '../write/qcow2/layout.ts';
import { qcow2Pieces } from '../write/qcow2/qcow2-file.ts';
import { rawPieces } from '../write/raw/raw-file.ts';
import { byteLines, editLines } from './byte-lines.ts';
import { commandLines } from './qcow2/command-lines.ts';
import { obstacleToCommands } from './qcow2/obstacle.ts';
import { quoted } from './shell.ts';

/** A chain as lines of a shell script: `img` and `io` stand for qemu-img and qemu-io, the others are in shell.ts. */
export interface BuildScript {
  readonly lines: readonly string[];
  /** What a qemu-img must know to run it, in words for people. */
  readonly needs: readonly string[];
  /** Whether clusters stand where the written recipe has them, and so maps give the same host offsets. */
  readonly keepsOffsets: boolean;
}

interface LayerScript {
  readonly comment: string;
  readonly lines: readonly string[];
  readonly patches: readonly string[];
}

/**
 * The chain of a recipe by commands: qemu-img creates a layer and qemu-io writes it wherever they can reach its states;
 * where they can't, its bytes are put together by coreutils, and a comment says why.
 *
 * @throws WriteError as `writeRecipe`
 */
export function buildScript(recipe: Recipe): BuildScript {
  const made = recipe.layers.map(layer => layerScript(recipe, layer));
  const byCommands = recipe.layers.filter(layer => isMadeByCommands(recipe, layer));
  const folders = [...new Set(recipe.layers.flatMap(namesOf).map(name => posix.dirname(name)))].filter(
    folder => folder !== '.',
  );
  const patches = made.flatMap(layer => layer.patches);
  return {
    lines: [
      ...(folders.length === 0 ? [] : [`mkdir -p ${folders.map(quoted).join(' ')}`]),
      ...made.flatMap(({ comment, lines }) => ['', comment, ...lines]),
      ...(patches.length === 0 ? [] : ['', '# what no command makes: header bits and bitmaps', ...patches]),
    ],
    needs: needsOf(recipe),
    keepsOffsets: byCommands.length === 0,
  };
}

function isMadeByCommands(recipe: Recipe, layer: Layer): layer is Qcow2Layer {
  return layer.format === 'qcow2' && obstacleToCommands(recipe, layer) === undefined;
}

function namesOf(layer: Layer): string[] {
  return layer.format === 'qcow2' && layer.dataFile !== undefined
    ? [layer.name, layer.dataFile]
    : [layer.name];
}

function layerScript(recipe: Recipe, layer: Layer): LayerScript {
  const shown = JSON.stringify(layer.name).slice(1, -1);
  if (layer.format === 'raw') {
    const pieces = [...rawPieces(layer)];
    const lines = [
      ...byteLines(layer.name, pieces, virtualSize(layer)),
      ...editLines(layer, undefined, pieces),
    ];
    return { comment: `# ${shown}: raw`, lines, patches: [] };
  }
  const obstacle = obstacleToCommands(recipe, layer);
  if (obstacle === undefined) {
    return { comment: `# ${shown}: by qemu-img and qemu-io`, ...commandLines(recipe, layer) };
  }
  return {
    comment: `# ${shown}: byte by byte, since ${obstacle}`,
    lines: wholeFile(recipe, layer),
    patches: [],
  };
}

function wholeFile(recipe: Recipe, layer: Qcow2Layer): string[] {
  const layout = layoutOf(layer);
  const written = [...qcow2Pieces(layer, layout, headerBacking(recipe, recipe.layers.indexOf(layer)))];
  const pieces = layer.edits?.some(leadsAstray) ? written.map(({ at, bytes }) => ({ at, bytes })) : written;
  const dataFile =
    layer.dataFile === undefined
      ? []
      : byteLines(layer.dataFile, dataFilePieces(layer, layout), layout.virtualSize);
  return [
    ...byteLines(layer.name, pieces, layout.fileLength),
    ...dataFile,
    ...editLines(layer, layout, pieces),
  ];
}

/** Damage that lets tables be looked for where the guest's bytes stand: then these count too. */
function leadsAstray({ field }: Edit): boolean {
  return field === 'l1' || field === 'header' || field === 'byte';
}

function needsOf({ layers }: Recipe): string[] {
  const needs: readonly (readonly [keyof Qcow2Layer, string])[] = [
    ['extendedL2', 'extended_l2 (qemu 5.2)'],
    ['compression', 'compression_type=zstd (qemu 5.1, built with zstd)'],
    ['dataFile', 'data_file (qemu 4.0)'],
  ];
  const images = layers.filter(layer => layer.format === 'qcow2');
  return needs.filter(([key]) => images.some(layer => layer[key] !== undefined)).map(([, text]) => text);
}

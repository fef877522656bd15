import { posix } from 'node:path';
import { filesOf } from '../recipe/files-of.ts';
import type { AttributeName, Recipe } from '../recipe/recipe.ts';
import { isServed, nbdkit } from '../recipe/served.ts';
import { scriptOf } from './format-scripts.ts';
import { quoted } from './shell.ts';

/** A chain as lines of a shell script. They call `img` and `io` (qemu-img and qemu-io) and the functions of shell.ts. */
export interface BuildScript {
  readonly lines: readonly string[];
  /** The features that qemu-img needs to run it, in words for people. */
  readonly needs: readonly string[];
  /** Whether clusters stand where the written recipe has them, so that maps report the same host offsets. */
  readonly keepsOffsets: boolean;
}

/**
 * The chain of a recipe by commands: qemu-img creates a layer and qemu-io writes it if they can reach its states. If they
 * can't, coreutils put its bytes together, and a comment gives the reason.
 *
 * @throws WriteError as `writeRecipe`
 */
export function buildScript(recipe: Recipe): BuildScript {
  const { layers } = recipe;
  const made = layers.map(layer => ({
    name: layer.name,
    ...scriptOf(layer).layerScript(recipe, layer),
    serving: isServed(layer) ? [`serve ${quoted(layer.name)}`] : [],
  }));
  const names = layers.flatMap(filesOf);
  const folders = [...new Set(names.map(name => posix.dirname(name)))].filter(folder => folder !== '.');
  const patches = made.flatMap(layer => layer.patches);
  return {
    lines: [
      ...(folders.length === 0 ? [] : [`mkdir -p ${folders.map(quoted).join(' ')}`]),
      ...made.flatMap(({ name, how, lines, serving }) => [
        '',
        `# ${inComment(name)}: ${how}`,
        ...lines,
        ...serving,
      ]),
      ...(patches.length === 0 ? [] : ['', '# what no command makes: header bits and bitmaps', ...patches]),
    ],
    needs: needsOf(recipe),
    keepsOffsets: made.every(layer => layer.keepsOffsets),
  };
}

function inComment(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}

const needs: readonly (readonly [AttributeName, string])[] = [
  ['extendedL2', 'extended_l2 (qemu 5.2)'],
  ['compression', 'compression_type=zstd (qemu 5.1, built with zstd)'],
  ['dataFile', 'data_file (qemu 4.0)'],
];

function needsOf({ layers }: Recipe): string[] {
  const servers = new Set(
    layers
      .filter(isServed)
      .map(({ served }) => `qemu-nbd (here ${served === nbdkit ? nbdkit : `of ${served}`})`),
  );
  return needs
    .filter(([attribute]) => layers.some(layer => layer[attribute] !== undefined))
    .map(([, text]) => text)
    .concat([...servers]);
}

import { basename } from 'node:path';
import { canState, traitsOf } from '../../../../generators/recipe/formats.ts';
import { normalRecipe } from '../../../../generators/recipe/normal-form.ts';
import { plainNode } from '../../../../generators/recipe/plain-node.ts';
import type { Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { validateRecipe } from '../../../../generators/recipe/validation/validate-recipe.ts';
import type { PastedMap } from '../../answers/pasted/pasted-map.ts';
import type { ClusterLimit } from './qcow2-layer.ts';
import { rebuiltLayer } from './rebuilders.ts';
import { type LayerSketch, noRebuild, sector } from './sketch.ts';
import { sketchesOfChain, sketchOfLayer } from './sketch-layers.ts';
import { windowOf } from './window-of.ts';

/** A chain made from maps, and the queries that print these maps again, in the same order. */
export interface Rebuilt {
  readonly recipe: Recipe;
  readonly queries: readonly Query[];
}

/**
 * Rebuilds a chain from one map of its top, or from one map of each layer, base first, made with "backing": null.
 * `clusterSize` is in bytes; without it the layers have the largest clusters that fit all of them.
 *
 * @throws HarnessError `no-rebuild`, `bad-map`: one line that names the map and its line.
 */
export function rebuild(maps: readonly PastedMap[], clusterSize?: number): Rebuilt {
  const [only] = maps;
  const isWholeChain = maps.length === 1 && only !== undefined;
  const sketches = isWholeChain
    ? sketchesOfChain(only)
    : stemsOf(maps).map((stem, index) => sketchOfLayer(maps[index]!, stem));
  const layers = layersOf(sketches, clusterSize);
  const queries = isWholeChain
    ? [chainQuery(only, layers.at(-1)!)]
    : maps.map((map, index) => layerQuery(map, layers[index]!));
  const recipe = normalRecipe({ layers });
  const validity = validateRecipe(recipe);
  if (validity.kind === 'ill-formed') throw noRebuild(only!.source, undefined, validity.message);
  return { recipe, queries };
}

/** The names of the maps' files, made distinct. */
function stemsOf(maps: readonly PastedMap[]): string[] {
  const stems = maps.map(({ source }) => basename(source).replace(/\.[^.]*$/, '') || 'layer');
  return stems.map((stem, index) => (stems.indexOf(stem) === index ? stem : `${stem}-${index + 1}`));
}

function layersOf(sketches: readonly LayerSketch[], clusterSize: number | undefined): Layer[] {
  const layerOf = (sketch: LayerSketch, index: number, limit: ClusterLimit): Layer =>
    rebuiltLayer(sketch, index === 0 ? 'base' : 'above', limit);
  if (clusterSize !== undefined)
    return sketches.map((sketch, index) => layerOf(sketch, index, { largest: clusterSize, exactly: true }));
  const layers = sketches.map((sketch, index) => layerOf(sketch, index, {}));
  const largest = Math.min(...layers.filter(hasClusters).map(({ unit }) => unit));
  return layers.map((layer, index) =>
    !hasClusters(layer) || layer.unit === largest ? layer : layerOf(sketches[index]!, index, { largest }),
  );
}

function hasClusters(layer: Layer): boolean {
  return traitsOf(layer).hasClusters;
}

function chainQuery(map: PastedMap, { name }: Layer): Query {
  return [...outputWords(map), ...windowWords(map), name];
}

function layerQuery(map: PastedMap, layer: Layer): Query {
  const image = !canState(layer, 'backing')
    ? layer.name
    : `json:${JSON.stringify({ ...plainNode(layer), backing: null })}`;
  return [...outputWords(map), ...windowWords(map), image];
}

function outputWords({ output, context }: PastedMap): Query {
  if (context !== undefined) return [`--context=${context}`];
  return output === 'json' ? ['--output=json'] : [];
}

/** The options of the window, if the map begins after the start or ends inside a sector. */
function windowWords(map: PastedMap): Query {
  const { start, end } = windowOf(map);
  return [
    ...(start === 0n ? [] : ['-s', `${start}`]),
    ...(end % sector === 0n ? [] : ['-l', `${end - start}`]),
  ];
}

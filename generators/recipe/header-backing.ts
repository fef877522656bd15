import { posix } from 'node:path';
import type { HeaderBacking } from './backing.ts';
import { canState, traitsOf } from './formats.ts';
import type { Layer, Recipe } from './recipe.ts';
import { exportOn, isServed, socketOf } from './served.ts';

const none: HeaderBacking = { name: null, format: null };

/**
 * The backing file of a layer whose recipe states none: the next deeper layer, and its format. None if the layer can't name
 * that one.
 */
export function defaultBacking(recipe: Recipe, index: number): HeaderBacking {
  const layer = layerAt(recipe, index);
  const deeper = recipe.layers[index - 1];
  if (!canState(layer, 'backing') || deeper === undefined) return none;
  const { recordedFormat, onlyOverItself, endsNames } = traitsOf(layer);
  const name = isServed(deeper) ? exportOn(socketOf(deeper)) : nameSeenFrom(layer.name, deeper.name);
  if (onlyOverItself === true && deeper.format !== layer.format) return none;
  if (endsNames !== undefined && name.includes(endsNames)) return none;
  return { name, format: recordedFormat(deeper.format) };
}

/** The name of a file, seen from the folder of another one. */
function nameSeenFrom(one: string, other: string): string {
  // Nearly all names are without a folder; `relative` asks the system for the working directory.
  const areTogether = !one.includes('/') && !other.includes('/');
  return areTogether ? other : posix.relative(posix.dirname(one), other);
}

/**
 * The backing file in the header of layer `index` (0 is the base), defaults filled in. Without a backing file there is a
 * backing format only if the recipe states one.
 */
export function headerBacking(recipe: Recipe, index: number): HeaderBacking {
  const layer = layerAt(recipe, index);
  const byDefault = defaultBacking(recipe, index);
  const name = layer.backing === undefined ? byDefault.name : layer.backing;
  const format = name === null ? null : byDefault.format;
  return { name, format: layer.backingFormat === undefined ? format : layer.backingFormat };
}

function layerAt(recipe: Recipe, index: number): Layer {
  const layer = recipe.layers[index];
  if (layer === undefined) throw new RangeError(`the recipe has no layer ${index}`);
  return layer;
}

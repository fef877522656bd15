import { posix } from 'node:path';
import type { Layer, Recipe } from './recipe.ts';

/** What the header of a layer says of its backing file. */
export interface HeaderBacking {
  /** The name as the header holds it, relative to the folder of the layer's own file; null: no backing file. */
  readonly name: string | null;
  /** The backing format extension; null: no such extension. */
  readonly format: string | null;
}

const none: HeaderBacking = { name: null, format: null };

/** What a layer's header says where its recipe says nothing: the layer above in the text, and its format. */
export function defaultBacking(recipe: Recipe, index: number): HeaderBacking {
  const layer = layerAt(recipe, index);
  const deeper = recipe.layers[index - 1];
  if (layer.format === 'raw' || deeper === undefined) return none;
  return { name: posix.relative(posix.dirname(layer.name), deeper.name), format: deeper.format };
}

/**
 * What the header of layer `index` (0 is the base) says of its backing file, defaults filled in. Without a backing
 * file there is a backing format only where the recipe asks for one.
 */
export function headerBacking(recipe: Recipe, index: number): HeaderBacking {
  const layer = layerAt(recipe, index);
  if (layer.format === 'raw') return none;
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

import { isBlockLayer } from './blocks/block-formats.ts';
import { extentsOf } from './blocks/extents.ts';
import type { Layer } from './recipe.ts';

/** The names of the files of a layer, its own first. */
export function filesOf(layer: Layer): string[] {
  const extents = isBlockLayer(layer) ? extentsOf(layer) : [];
  const data = layer.dataFile === undefined ? [] : [layer.dataFile];
  return [layer.name, ...data, ...extents.map(({ layer: { name } }) => name)];
}

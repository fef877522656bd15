import type { Layer } from '../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../generators/recipe/virtual-size.ts';

/** Bytes of a layer that are mapped: whole sectors. */
export function mappedSize(layer: Layer): bigint {
  return ((virtualSize(layer) + 511n) / 512n) * 512n;
}

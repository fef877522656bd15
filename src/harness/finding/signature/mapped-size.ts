import { traitsOf } from '../../../../generators/recipe/formats.ts';
import type { Layer } from '../../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../../generators/recipe/virtual-size.ts';

/** Bytes of a layer that are mapped: whole sectors, of a raw file with the one that it ends in, of qcow2 without. */
export function mappedSize(layer: Layer): bigint {
  const size = virtualSize(layer);
  return ((size + (traitsOf(layer).countsPartSector ? 511n : 0n)) / 512n) * 512n;
}

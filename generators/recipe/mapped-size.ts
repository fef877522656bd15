import { traitsOf } from './formats.ts';
import type { Layer } from './recipe.ts';
import { virtualSize } from './virtual-size.ts';

const sector = 512n;

/** The bytes of a layer that map covers: whole sectors. The format says whether a part sector at the end counts. */
export function mappedSize(layer: Layer): bigint {
  const size = virtualSize(layer);
  return ((size + (traitsOf(layer).countsPartSector ? sector - 1n : 0n)) / sector) * sector;
}

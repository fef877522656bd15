import { cellCount } from './cell-row.ts';
import type { Layer } from './recipe.ts';

/** The size a layer has where none is given: unit times cells, in bytes. */
export function defaultSize(layer: Layer): bigint {
  return BigInt(layer.unit) * BigInt(cellCount(layer.cells));
}

/** The virtual size of a layer in bytes, as its recipe states it (programs may round it to sectors). */
export function virtualSize(layer: Layer): bigint {
  return layer.size ?? defaultSize(layer);
}

/** How many clusters the virtual size of a layer has, the last one perhaps in part. */
export function clusterCount(layer: Layer): bigint {
  const unit = BigInt(layer.unit);
  return (virtualSize(layer) + unit - 1n) / unit;
}

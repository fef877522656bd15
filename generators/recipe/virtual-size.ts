import { cellCount } from './cells/cell-row.ts';
import type { Layer } from './recipe.ts';

/** The size of a layer that states none: unit times cells, in bytes. */
export function defaultSize(layer: Layer): bigint {
  return BigInt(layer.unit) * BigInt(cellCount(layer.cells));
}

/** The virtual size of a layer in bytes, as the recipe states it. Programs may round it to sectors. */
export function virtualSize(layer: Layer): bigint {
  return layer.size ?? defaultSize(layer);
}

/** The number of clusters in the virtual size of a layer. The last one may be partial. */
export function clusterCount(layer: Layer): bigint {
  const unit = BigInt(layer.unit);
  return (virtualSize(layer) + unit - 1n) / unit;
}

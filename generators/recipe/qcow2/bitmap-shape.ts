import type { DirtyBitmap, Qcow2Layer } from '../recipe.ts';
import { virtualSize } from '../virtual-size.ts';

/** The bytes of the longest name of a bitmap that qemu takes. */
export const longestBitmapName = 1023;

/** Granularities as powers of two. */
export const granularityPowers = { least: 9, most: 31 } as const;

/** The bits of a bitmap: one for each granule of the layer. A sector that is not all there counts for none. */
export function bitCount(layer: Qcow2Layer, { granularity }: Pick<DirtyBitmap, 'granularity'>): number {
  const size = virtualSize(layer);
  return Math.ceil(Number(size - (size % 512n)) / granularity);
}

/** The bits in a cluster, which one entry of the table of a bitmap covers. */
export function bitsPerEntry({ unit }: Pick<Qcow2Layer, 'unit'>): number {
  return 8 * unit;
}

/** The entries in the table of a bitmap. Programs count its bits in whole words of 64. */
export function bitmapEntries(layer: Qcow2Layer, bitmap: Pick<DirtyBitmap, 'granularity'>): number {
  return Math.ceil((64 * Math.ceil(bitCount(layer, bitmap) / 64)) / bitsPerEntry(layer));
}

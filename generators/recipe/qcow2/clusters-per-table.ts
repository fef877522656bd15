import type { Qcow2Layer } from '../recipe.ts';

/** How many clusters one L2 table of a layer describes: its entries have 8 bytes, extended ones 16. */
export function clustersPerTable({ unit, extendedL2 }: Pick<Qcow2Layer, 'unit' | 'extendedL2'>): number {
  return unit / (extendedL2 ? 16 : 8);
}

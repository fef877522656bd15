import type { Qcow2Layer } from '../recipe.ts';

/** The number of clusters that one L2 table describes. Its entries have 8 bytes, extended ones 16. */
export function clustersPerTable({ unit, extendedL2 }: Pick<Qcow2Layer, 'unit' | 'extendedL2'>): number {
  return unit / (extendedL2 ? 16 : 8);
}

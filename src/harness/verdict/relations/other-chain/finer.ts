import type { Layer } from '../../../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../../../generators/recipe/virtual-size.ts';
import { isPlain } from '../plain-chain.ts';
import type { Relation } from '../relation.ts';
import { rewritingRelation } from './rewriting-relation.ts';

/** Largest virtual size, in bytes: with clusters of 512 bytes its L1 table has 16,384 entries. */
const largest = 1n << 29n;

export const finer: Relation = rewritingRelation(
  'finer',
  'halving the cluster size changes only offsets',
  'with clusters of half the size',
  ({ layers }) => (layers.some(canBeFiner) ? { layers: layers.map(finerLayer) } : undefined),
);

function canBeFiner(layer: Layer): boolean {
  return isPlain(layer) && layer.unit > 512 && virtualSize(layer) <= largest;
}

function finerLayer(layer: Layer): Layer {
  if (!canBeFiner(layer)) return layer;
  const { slots: _, ...rest } = layer;
  const cells = layer.cells.map(run => ({ ...run, count: 2 * run.count }));
  return { ...rest, unit: layer.unit / 2, cells, size: virtualSize(layer) };
}

import { traitsOf } from '../../../../generators/recipe/formats.ts';
import { mappedSize } from '../../../../generators/recipe/mapped-size.ts';
import type { Layer, Recipe } from '../../../../generators/recipe/recipe.ts';

/** What ends at a guest offset besides a cluster; `inside a cluster` when nothing ends there. */
export type Border = 'image end' | 'layer end' | 'L2 slice' | 'subcluster' | 'inside a cluster';

/** Most bytes of an L2 slice, qemu's default (docs/qcow2-cache.txt, since 4.0). A smaller table is one slice. */
const sliceBytes = 65536;

/**
 * The kinds of border of a chain at a guest offset (bytes). None at the start and between two plain clusters, where a map is
 * expected to change.
 */
export function bordersAt({ layers }: Recipe, at: bigint): Border[] {
  if (at <= 0n) return [];
  const borders: Border[] = [];
  const top = layers.at(-1)!;
  if (at === mappedSize(top)) borders.push('image end');
  if (layers.some(layer => layer !== top && at === mappedSize(layer))) borders.push('layer end');
  if (layers.some(layer => endsSlice(layer, at))) borders.push('L2 slice');
  if (borders.length > 0 || layers.some(({ unit }) => at % BigInt(unit) === 0n)) return borders;
  return [layers.some(layer => at % subclusterSize(layer) === 0n) ? 'subcluster' : 'inside a cluster'];
}

function endsSlice(layer: Layer, at: bigint): boolean {
  const cells = traitsOf(layer).cellsPerTable(layer);
  return Number.isFinite(cells) && at % BigInt(cells * Math.min(layer.unit, sliceBytes)) === 0n;
}

function subclusterSize(layer: Layer): bigint {
  const parts = layer.extendedL2 ? 32 : 1;
  return BigInt(layer.unit / parts);
}

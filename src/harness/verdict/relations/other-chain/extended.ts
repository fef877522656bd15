import { canState } from '../../../../../generators/recipe/formats.ts';
import type { Layer, LayerWith } from '../../../../../generators/recipe/recipe.ts';
import { isPlain } from '../plain-chain.ts';
import type { Relation } from '../relation.ts';
import { rewritingRelation } from './rewriting-relation.ts';

export const extended: Relation = rewritingRelation(
  'extended',
  'extended L2 entries with clusters of 32 equal subclusters map like the same clusters with standard entries, except for offsets',
  'with extended L2 entries',
  ({ layers }) =>
    layers.some(canBeExtended)
      ? { layers: layers.map(layer => (canBeExtended(layer) ? { ...layer, extendedL2: true } : layer)) }
      : undefined,
);

/** A subcluster has at least 512 bytes, so 32 of them 16 KiB. */
function canBeExtended(layer: Layer): layer is LayerWith<'extendedL2'> {
  return isPlain(layer) && canState(layer, 'extendedL2') && layer.version === 3 && layer.unit >= 16384;
}

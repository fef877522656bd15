import * as fc from 'fast-check';
import type { Qcow2Layer } from '../../recipe/recipe.ts';
import { asWished } from '../../wish/wish.ts';
import { clusterSize } from '../layer/cluster-size.ts';
import { bigCluster, type Frame } from '../layer/frame.ts';
import { qcow2Layer } from './qcow2-layer.ts';

/** Clusters of another size than the usual one have at most this many bytes. */
const largestOther = 1 << 18;

/** Rows have at most this many clusters: in a chain of very different cluster sizes the tables would take most of a file. */
const longestRow = 8192;

/** For layers as long as the chain or shorter, mostly of the usual cluster size. */
export function layerInChain({ unit, extent, wish }: Frame, name: string): fc.Arbitrary<Qcow2Layer> {
  const units = fc.oneof(
    { weight: 4, arbitrary: fc.constant(unit) },
    {
      weight: wish.has('cluster-sizes') ? 4 : 1,
      arbitrary: unit >= bigCluster ? fc.constant(unit) : clusterSize({ max: largestOther }),
    },
  );
  const share = fc.oneof(
    { weight: 3, arbitrary: fc.constant(100) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 99 }) },
  );
  return fc.tuple(units, share).chain(([own, percent]) => {
    const maxCells = Math.min(longestRow, Math.ceil((extent * percent) / 100 / own));
    return fc
      .tuple(
        qcow2Layer({ name, unit: own, maxCells, wish }),
        asWished(wish, 'cut', 25, fc.constant({ backing: null })),
      )
      .map(([layer, cut]) => ({ ...layer, ...cut }));
  });
}

import type { Qcow2Layer } from '../../../recipe/recipe.ts';
import { virtualSize } from '../../../recipe/virtual-size.ts';
import { luksAreaOf } from '../../luks/luks-area.ts';
import { WriteError } from '../../write-error.ts';
import { placeBitmaps } from '../bitmaps/bitmap-places.ts';
import { placeRefcounts } from '../refcounts/refcount-places.ts';
import { snapshotTableLength } from '../snapshot-table.ts';
import type { Qcow2Layout } from './qcow2-layout.ts';
import { skeletonLayout } from './skeleton-layout.ts';
import { mappingOfLayer, mappingOfSnapshot } from './unplaced-mapping.ts';

/** The descriptor of a compressed 2 MiB cluster has 49 bits of host offset; every other entry has more. */
const maximumFile = 2 ** 49;

/**
 * The layout of the layer's file.
 *
 * @throws WriteError `password-unknown`, `too-few-slots`, `too-large`.
 */
export function layoutOf(layer: Qcow2Layer): Qcow2Layout {
  const layout = layer.skeleton ? skeletonLayout(layer) : fullLayout(layer);
  if (layout.fileLength <= maximumFile) return layout;
  throw new WriteError('too-large', `${layer.name}: its file would take more than ${maximumFile} bytes`);
}

function fullLayout(layer: Qcow2Layer): Qcow2Layout {
  const clusterSize = layer.unit;
  const snapshots = layer.snapshots ?? [];
  const tableClusters = Math.ceil(snapshotTableLength(snapshots) / clusterSize);
  const own = mappingOfLayer(layer);
  let end = own.length + tableClusters;
  const past = snapshots.map(({ cells }) => {
    const mapping = mappingOfSnapshot(layer, cells);
    const first = end;
    end += mapping.length;
    return { mapping, first };
  });
  const bitmaps = { first: end, count: placeBitmaps(layer, 0).end };
  end += bitmaps.count;
  const luks = { first: end, count: Math.ceil((luksAreaOf(layer)?.length ?? 0) / clusterSize) };
  end += luks.count;
  const counted = [
    ...own.ranges,
    { first: own.length, count: tableClusters },
    ...past.flatMap(({ mapping, first: at }) =>
      mapping.ranges.map(({ first, count }) => ({ first: at + first, count })),
    ),
    bitmaps,
    luks,
  ];
  const refcounts = placeRefcounts(clusterSize, layer.refcountBits ?? 16, counted);
  const inBytes = (cluster: number): bigint => BigInt(refcounts.end + cluster) * BigInt(clusterSize);
  return {
    ...own.placedAt(refcounts.end),
    virtualSize: virtualSize(layer),
    refcounts,
    snapshots: {
      offset: inBytes(own.length),
      clusters: tableClusters,
      mappings: past.map(({ mapping, first }) => mapping.placedAt(refcounts.end + first)),
    },
    bitmaps: {
      offset: inBytes(bitmaps.first),
      clusters: bitmaps.count,
      places: placeBitmaps(layer, refcounts.end + bitmaps.first).places,
    },
    luks: { offset: inBytes(luks.first), clusters: luks.count },
    fileLength: inBytes(end),
  };
}

import type { Qcow2Layer } from '../../../../generators/recipe/recipe.ts';
import { clusterRow } from './cluster-row.ts';
import { type Misfit, misfitOf } from './misfit.ts';
import { fileName, hasState, type LayerSketch, noRebuild } from './sketch.ts';
import { subclusterRow } from './subcluster-row.ts';

const largestCluster = 1 << 21;
const smallestCluster = 512;
/** The smallest clusters with extended L2 entries. */
const smallestExtended = 16_384;
const subclusters = 32n;

/** The sizes of clusters that are tried, in bytes. */
export interface ClusterLimit {
  /** Absent: the largest there are. */
  readonly largest?: number;
  /** No smaller ones are tried. */
  readonly exactly?: boolean;
}

/**
 * The layer as a qcow2 file with the largest clusters that fit its map, at most `largest` bytes; with `exactly` no smaller
 * ones either.
 *
 * @throws HarnessError `no-rebuild` with the misfit of the smallest size that was tried
 */
export function qcow2Layer(
  sketch: LayerSketch,
  { largest = largestCluster, exactly = false }: ClusterLimit = {},
): Qcow2Layer {
  const smallest = isExtended(sketch) ? smallestExtended : smallestCluster;
  for (let size = exactly ? largest : Math.max(largest, smallest); ; size /= 2) {
    const layer = layerOf(sketch, BigInt(size));
    if (!('what' in layer)) return layer;
    if (exactly || size <= smallest)
      throw noRebuild(sketch.source, layer.line, `no clusters of ${size} bytes: ${layer.what}`);
  }
}

function layerOf(sketch: LayerSketch, cluster: bigint): Qcow2Layer | Misfit {
  const inDataFile = isInDataFile(sketch);
  const extended = isExtended(sketch);
  const unit = extended ? cluster / subclusters : cluster;
  const misfit = misfitOf(sketch, { cluster, unit, firstHost: inDataFile ? 0n : cluster });
  const row = misfit ?? (extended ? subclusterRow : clusterRow)(sketch, cluster);
  if ('what' in row) return row;
  const { cells, hosts } = row;
  const unplaced = sketch.stretches.some(({ state, offset }) => state === 'data' && offset === undefined);
  const stores = (hosts.length > 0 && !inDataFile) || unplaced || hasState(sketch, 'compressed');
  return {
    format: 'qcow2',
    name: fileName(inDataFile ? { stem: sketch.stem } : sketch, 'qcow2'),
    version: 3,
    unit: Number(cluster),
    size: sketch.size,
    cells,
    ...(extended ? { extendedL2: true } : {}),
    ...(stores || hasState(sketch, 'data-hole') ? { skeleton: true } : {}),
    ...(inDataFile
      ? { dataFile: sketch.file ?? `${sketch.stem}.data` }
      : !unplaced && { slots: hosts.map(host => host - 1) }),
  };
}

/** Whether the clusters are in a data file: a cluster at host offset 0 leaves no room for a header. */
function isInDataFile(sketch: LayerSketch): boolean {
  const header = isExtended(sketch) ? smallestExtended : smallestCluster;
  const stored = sketch.stretches.filter(({ offset }) => offset !== undefined);
  return (
    stored.every(({ start, offset }) => start === offset) && stored.some(({ offset }) => offset! < header)
  );
}

/**
 * Whether the layer has extended L2 entries. Only they allow subclusters with a host offset that aren't present, and explicit
 * zeros that keep the cluster at offset 0 of a data file: in other entries that offset means zero-plain.
 */
function isExtended(sketch: LayerSketch): boolean {
  const zeros = sketch.stretches.filter(({ state }) => state === 'zero-allocated');
  return hasState(sketch, 'reserved') || zeros.some(({ offset }) => offset! < 512n);
}

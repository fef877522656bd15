import type { Qcow2Layer } from '../../../../generators/recipe/recipe.ts';
import { clusterRow } from './cluster-row.ts';
import { type Misfit, misfitOf } from './misfit.ts';
import { fileName, holds, type LayerSketch, noRebuild } from './sketch.ts';
import { subclusterRow } from './subcluster-row.ts';

const largestCluster = 1 << 21;
const smallestCluster = 512;
/** Clusters with extended L2 entries are at least this big. */
const smallestExtended = 16_384;
const subclusters = 32n;

/**
 * The layer as a qcow2 file of the largest clusters that fit its map and are no larger than `largest`; `exactly` takes
 * those or none. In bytes.
 *
 * @throws HarnessError `no-rebuild` with what speaks against the smallest size that was tried.
 */
export function qcow2Layer(
  sketch: LayerSketch,
  { largest = largestCluster, exactly = false }: { largest?: number; exactly?: boolean } = {},
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
  const inDataFile = standsInDataFile(sketch);
  const extended = isExtended(sketch);
  const unit = extended ? cluster / subclusters : cluster;
  const misfit = misfitOf(sketch, { cluster, unit, firstHost: inDataFile ? 0n : cluster });
  const row = misfit ?? (extended ? subclusterRow : clusterRow)(sketch, cluster);
  if ('what' in row) return row;
  const { cells, hosts } = row;
  const stores = (hosts.length > 0 && !inDataFile) || holds(sketch, 'compressed');
  return {
    format: 'qcow2',
    name: fileName(inDataFile ? { stem: sketch.stem } : sketch, 'qcow2'),
    version: 3,
    unit: Number(cluster),
    size: sketch.size,
    cells,
    ...(extended ? { extendedL2: true } : {}),
    ...(stores || holds(sketch, 'data-hole') ? { skeleton: true } : {}),
    ...(inDataFile
      ? { dataFile: sketch.file ?? `${sketch.stem}.data` }
      : { slots: hosts.map(host => host - 1) }),
  };
}

/** Where the first cluster stands at host offset 0 no header does: it is in another file. */
function standsInDataFile(sketch: LayerSketch): boolean {
  const header = isExtended(sketch) ? smallestExtended : smallestCluster;
  const stored = sketch.stretches.filter(({ offset }) => offset !== undefined);
  return (
    stored.every(({ start, offset }) => start === offset) && stored.some(({ offset }) => offset! < header)
  );
}

/**
 * Only extended L2 entries have subclusters that are stored and not present, and explicit zeros that keep the cluster at
 * offset 0 of a data file: in others that is how zero-plain is written.
 */
function isExtended(sketch: LayerSketch): boolean {
  const zeros = sketch.stretches.filter(({ state }) => state === 'zero-allocated');
  return holds(sketch, 'reserved') || zeros.some(({ offset }) => offset! < 512n);
}

import { hostOffsetLimit } from '../../../../generators/recipe/validation/qcow2/qcow2-mistake.ts';
import { type LayerSketch, type Stretch, wholeSectors } from './sketch.ts';

/** Why a layer can't have clusters of some size: the reason, and the line of the map. */
export interface Misfit {
  readonly line: number;
  readonly what: string;
}

/** The sizes in which a layer divides its bytes. */
export interface Grain {
  readonly cluster: bigint;
  /** Bytes of a cluster, or of a subcluster if entries are extended. */
  readonly unit: bigint;
  /** The first host offset after the header, in bytes. */
  readonly firstHost: bigint;
}

/** The first extent of a map that doesn't fit a layer with these sizes. */
export function misfitOf({ stretches, window, size }: LayerSketch, grain: Grain): Misfit | undefined {
  const edges = [window.start, window.end, size, wholeSectors(window.end)];
  const aligned = (at: bigint): boolean => at % grain.unit === 0n || edges.includes(at);
  for (const stretch of stretches) {
    if (stretch.state === 'unallocated') continue;
    const { start, end, line } = stretch;
    if (!aligned(start)) return { line, what: `the extent begins at ${start}` };
    if (!aligned(end)) return { line, what: `the extent ends at ${end}` };
    const what = hostMisfit(stretch, grain);
    if (what !== undefined) return { line, what };
  }
  return undefined;
}

/** The host offset of the cluster that contains `start`. */
export function hostCluster({ start, offset }: Stretch, cluster: bigint): bigint | undefined {
  return offset === undefined ? undefined : offset - (start % cluster);
}

function hostMisfit(stretch: Stretch, { cluster, firstHost }: Grain): string | undefined {
  const host = hostCluster(stretch, cluster);
  if (host === undefined) return undefined;
  if (host % cluster !== 0n) return `its host offset ${stretch.offset} is no multiple of the cluster size`;
  if (host < firstHost) return `its host offset ${stretch.offset} lies in the header of the file`;
  return host + stretch.end - stretch.start > hostOffsetLimit
    ? `its host offset ${stretch.offset} leads beyond 2^56, more than an L2 entry can hold`
    : undefined;
}

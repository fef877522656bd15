import { hostOffsetLimit } from '../../../../generators/recipe/validation/qcow2/qcow2-mistake.ts';
import { type LayerSketch, type Stretch, wholeSectors } from './sketch.ts';

/** Why a layer has no clusters of a size: what the line of the map says against it. */
export interface Misfit {
  readonly line: number;
  readonly what: string;
}

/** How finely a layer divides its guest bytes: into units of so many bytes, host clusters into clusters. */
export interface Grain {
  readonly cluster: bigint;
  /** A cluster, or a subcluster of one. */
  readonly unit: bigint;
  /** Host offsets from here on can be had, in bytes. */
  readonly firstHost: bigint;
}

/** The first thing that a map says against a layer of this grain. */
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

/** Where the cluster that holds `start` stands in the file. */
export function hostCluster({ start, offset }: Stretch, cluster: bigint): bigint | undefined {
  return offset === undefined ? undefined : offset - (start % cluster);
}

function hostMisfit(stretch: Stretch, { cluster, firstHost }: Grain): string | undefined {
  const host = hostCluster(stretch, cluster);
  if (host === undefined) return undefined;
  if (host % cluster !== 0n) return `its host offset ${stretch.offset} is not that of a cluster`;
  if (host < firstHost) return `at its host offset ${stretch.offset} the file has its header`;
  return host + stretch.end - stretch.start > hostOffsetLimit
    ? `from its host offset ${stretch.offset} on it goes beyond 2^56, further than an L2 entry can tell`
    : undefined;
}

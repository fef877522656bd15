import { joinRuns } from '../../../../generators/recipe/cells/cell-row.ts';
import type { CellRun } from '../../../../generators/recipe/recipe.ts';
import { hostCluster } from './misfit.ts';
import { type LayerSketch, noRebuild } from './sketch.ts';

/** The clusters of a layer, and their host clusters. */
export interface ClusterRow {
  readonly cells: readonly CellRun[];
  /** Numbers of the host clusters in the file, in guest order. */
  readonly hosts: readonly number[];
}

/** So many clusters need a gigabyte of tables. */
const mostClusters = 1n << 24n;

/** The clusters of a layer; `cluster` is their size in bytes, which fits the map. */
export function clusterRow({ source, size, stretches }: LayerSketch, cluster: bigint): ClusterRow {
  const cells: CellRun[] = [];
  const hosts: number[] = [];
  let at = 0n;
  for (const stretch of stretches) {
    const first = stretch.start / cluster;
    const after = (stretch.end + cluster - 1n) / cluster;
    const count = Number(after - first);
    cells.push({ state: 'unallocated', count: Number(first - at) }, { state: stretch.state, count });
    at = after;
    const host = hostCluster(stretch, cluster);
    if (host === undefined) continue;
    if (BigInt(hosts.length + count) > mostClusters)
      throw noRebuild(source, stretch.line, `more than ${mostClusters} clusters of ${cluster} bytes`);
    for (let i = 0; i < count; i++) hosts.push(Number(host / cluster) + i);
  }
  const clusters = (size + cluster - 1n) / cluster;
  cells.push({ state: 'unallocated', count: Number(clusters - at) });
  return { cells: joinRuns(cells), hosts };
}

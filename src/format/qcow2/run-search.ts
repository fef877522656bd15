import { noOffset, type Run } from '../format.ts';
import { type ClusterState, clusterState, hasHostCluster, hostOffset } from './entry.ts';
import type { Table } from './table.ts';

/**
 * The index of the first entry from `index` on that doesn't continue the run that begins there: one of another state,
 * or, where the clusters have host clusters, one that isn't next to the last on the host. At most `entries`.
 *
 * A cluster whose host offset is unaligned never continues an aligned run: qemu reports it where it stands.
 */
export function runEnd(table: Table, index: number, entries: number, clusterSize: number): number {
  const { halves } = table;
  const high = halves[2 * index]!;
  const low = halves[2 * index + 1]!;
  const state = clusterState(high, low);
  const hosted = hasHostCluster(state);
  let expected = hostOffset(high, low);
  let at = index + 1;
  for (; at < entries; at++) {
    const nextHigh = halves[2 * at]!;
    const nextLow = halves[2 * at + 1]!;
    if (clusterState(nextHigh, nextLow) !== state) break;
    expected += clusterSize;
    if (hosted && hostOffset(nextHigh, nextLow) !== expected) break;
  }
  return at;
}

/**
 * Writes what a cluster state means for a map into `run`.
 *
 * @param offset the host offset of the run's start; used where the state has one
 */
export function setState(run: Run, state: ClusterState, offset: number): void {
  run.data = state === 'data' || state === 'compressed';
  run.zero = state === 'zero-plain' || state === 'zero-allocated';
  run.compressed = state === 'compressed';
  run.offset = hasHostCluster(state) ? offset : noOffset;
  run.refine = false;
}

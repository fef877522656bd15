import { type ClusterState, clusterState, hasHostCluster, hostOffset } from './entry.ts';
import type { L2Layout } from './l2-layout.ts';
import type { Table } from './table.ts';

/** L2 tables with an entry of one word a cluster. */
export class StandardL2 implements L2Layout {
  readonly entries: number;
  readonly entryWords = 1;
  readonly unitsPerCluster = 1;
  readonly #clusterSize: number;
  readonly #external: boolean;

  /** @param external the image has an external data file */
  constructor(clusterSize: number, external: boolean) {
    this.entries = clusterSize / 8;
    this.#clusterSize = clusterSize;
    this.#external = external;
  }

  state({ halves }: Table, unit: number): ClusterState {
    return clusterState(halves[2 * unit]!, halves[2 * unit + 1]!, this.#external);
  }

  runEnd({ halves }: Table, unit: number): number {
    const external = this.#external;
    const high = halves[2 * unit]!;
    const low = halves[2 * unit + 1]!;
    const state = clusterState(high, low, external);
    const hosted = hasHostCluster(state);
    let expected = hostOffset(high, low);
    let at = unit + 1;
    for (; at < this.entries; at++) {
      const nextHigh = halves[2 * at]!;
      const nextLow = halves[2 * at + 1]!;
      if (clusterState(nextHigh, nextLow, external) !== state) break;
      expected += this.#clusterSize;
      if (hosted && hostOffset(nextHigh, nextLow) !== expected) break;
    }
    return at;
  }
}

import {
  type ClusterState,
  clusterState,
  hasHostCluster,
  hostOffset,
  type SubclusterState,
} from './entry.ts';
import type { L2Layout } from './l2-layout.ts';

/** L2 tables with an entry of one word a cluster. */
export class StandardL2 implements L2Layout {
  readonly entryWords = 1;
  readonly unitBits = 0;
  readonly #clusterSize: number;
  readonly #external: boolean;

  /** @param external the image has an external data file */
  constructor(clusterSize: number, external: boolean) {
    this.#clusterSize = clusterSize;
    this.#external = external;
  }

  state(halves: Int32Array, unit: number): ClusterState {
    return clusterState(halves[2 * unit]!, halves[2 * unit + 1]!, this.#external);
  }

  runEnd(halves: Int32Array, unit: number, units: number, state: SubclusterState, host: number): number {
    const external = this.#external;
    const hosted = hasHostCluster(state);
    let expected = host;
    let lastHigh = 0;
    let lastLow = 0;
    let at = unit;
    for (; at < units; at++) {
      const high = halves[2 * at]!;
      const low = halves[2 * at + 1]!;
      // Mostly the word before, again: then nothing need be looked at.
      if (!hosted && high === lastHigh && low === lastLow && at > unit) continue;
      if (clusterState(high, low, external) !== state) break;
      if (hosted) {
        if (hostOffset(high, low) !== expected) break;
        expected += this.#clusterSize;
      }
      lastHigh = high;
      lastLow = low;
    }
    return at;
  }
}

import {
  equalSubclusters,
  hasHostCluster,
  hostOffset,
  type SubclusterState,
  subclusterState,
  subclusters,
} from './entry.ts';
import type { L2Layout } from './l2-layout.ts';
import { codeOf } from './state-code.ts';

/** L2 tables with two words a cluster, the second of which is the bitmap of its subclusters. */
export class ExtendedL2 implements L2Layout {
  readonly entryWords = 2;
  readonly unitBits = 5;
  readonly #clusterSize: number;
  readonly #external: boolean;

  /** @param external the image has an external data file */
  constructor(clusterSize: number, external: boolean) {
    this.#clusterSize = clusterSize;
    this.#external = external;
  }

  state(halves: Int32Array, unit: number): SubclusterState {
    const at = 4 * (unit >> 5);
    const zeros = halves[at + 2]!;
    const allocated = halves[at + 3]!;
    return subclusterState(halves[at]!, halves[at + 1]!, zeros, allocated, unit & 31, this.#external);
  }

  code(halves: Int32Array, unit: number): number {
    return codeOf(this.state(halves, unit));
  }

  /** A run goes on into the next cluster only where it reaches the end of its own. */
  runEnd(halves: Int32Array, unit: number, units: number): number {
    const state = this.state(halves, unit);
    const hosted = hasHostCluster(state);
    const whole = state === 'compressed' || state === 'invalid';
    let at = unit;
    const first = 4 * (at >> 5);
    let expected = hostOffset(halves[first]!, halves[first + 1]!);
    while (at < units && this.state(halves, at) === state) {
      const entry = 4 * (at >> 5);
      if (hosted && hostOffset(halves[entry]!, halves[entry + 1]!) !== expected) break;
      expected += this.#clusterSize;
      const index = at & 31;
      at += whole ? subclusters - index : equalSubclusters(halves[entry + 2]!, halves[entry + 3]!, index);
      if ((at & 31) !== 0) break;
    }
    return at;
  }
}

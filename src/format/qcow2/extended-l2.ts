import {
  equalSubclusters,
  hasHostCluster,
  hostOffset,
  type SubclusterState,
  subclusterState,
  subclusters,
} from './entry.ts';
import type { L2Layout } from './l2-layout.ts';
import type { Table } from './table.ts';

/** L2 tables with two words a cluster, the second of which is the bitmap of its subclusters. */
export class ExtendedL2 implements L2Layout {
  readonly entries: number;
  readonly entryWords = 2;
  readonly unitsPerCluster: number = subclusters;
  readonly #clusterSize: number;
  readonly #external: boolean;

  /** @param external the image has an external data file */
  constructor(clusterSize: number, external: boolean) {
    this.entries = clusterSize / 16;
    this.#clusterSize = clusterSize;
    this.#external = external;
  }

  state({ halves }: Table, unit: number): SubclusterState {
    const at = 4 * Math.floor(unit / subclusters);
    const zeros = halves[at + 2]!;
    const allocated = halves[at + 3]!;
    return subclusterState(
      halves[at]!,
      halves[at + 1]!,
      zeros,
      allocated,
      unit % subclusters,
      this.#external,
    );
  }

  /** A run goes on into the next cluster only where it reaches the end of its own. */
  runEnd(table: Table, unit: number): number {
    const { halves } = table;
    const units = this.entries * subclusters;
    const state = this.state(table, unit);
    const hosted = hasHostCluster(state);
    const whole = state === 'compressed' || state === 'invalid';
    let entry = 4 * Math.floor(unit / subclusters);
    let expected = hostOffset(halves[entry]!, halves[entry + 1]!);
    let at = unit;
    while (true) {
      const index = at % subclusters;
      at += whole ? subclusters - index : equalSubclusters(halves[entry + 2]!, halves[entry + 3]!, index);
      if (at % subclusters !== 0 || at === units || this.state(table, at) !== state) return at;
      entry += 4;
      expected += this.#clusterSize;
      if (hosted && hostOffset(halves[entry]!, halves[entry + 1]!) !== expected) return at;
    }
  }
}

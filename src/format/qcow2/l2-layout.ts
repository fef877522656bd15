import type { SubclusterState } from './entry.ts';

/**
 * How L2 entries of one image are laid out and read. A row of entries is a row of units, the smallest stretches with a
 * state of their own: clusters, or subclusters where entries are extended. `unit` is the index of one in the row, whose
 * words are `halves` (see WordWindow).
 */
export interface L2Layout {
  /** 64-bit words of an entry. */
  readonly entryWords: 1 | 2;
  /** As a power of two. */
  readonly unitBits: 0 | 5;
  state(halves: Int32Array, unit: number): SubclusterState;
  /**
   * The first unit from `unit` on, which is the first of its cluster or begins the run itself, that doesn't continue a
   * run: one in another state, or, where the clusters have host clusters, one in a cluster that isn't next to the last on
   * the host. At most `units`.
   *
   * A cluster whose host offset is unaligned never continues an aligned run: qemu reports it where it stands.
   *
   * @param state that of the run
   * @param host where the cluster that `unit` is in must be on the host, in bytes, to continue the run
   */
  runEnd(halves: Int32Array, unit: number, units: number, state: SubclusterState, host: number): number;
}

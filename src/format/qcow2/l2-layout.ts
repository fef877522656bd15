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
  /** The state as numbers say it: see state-code.ts. */
  code(halves: Int32Array, unit: number): number;
  /**
   * The first unit that doesn't continue the run that `unit` begins: one in another state, or, where the clusters have
   * host clusters, one in a cluster that isn't next to the last on the host. At most `units`.
   *
   * A cluster whose host offset is unaligned never continues an aligned run: qemu reports it where it stands.
   */
  runEnd(halves: Int32Array, unit: number, units: number): number;
}

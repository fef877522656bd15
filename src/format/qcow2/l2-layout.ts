import type { SubclusterState } from './entry.ts';
import type { Table } from './table.ts';

/**
 * How L2 tables of one image are laid out and read. A table is a row of units, the smallest stretches with a state of
 * their own: clusters, or subclusters where its entries are extended. `unit` is the index of one in its table.
 */
export interface L2Layout {
  /** Entries of a table, one for each cluster. */
  readonly entries: number;
  /** 64-bit words of an entry. */
  readonly entryWords: 1 | 2;
  readonly unitsPerCluster: number;
  state(table: Table, unit: number): SubclusterState;
  /**
   * The first unit from `unit` on that doesn't continue the run that begins there: one in another state, or, where
   * the clusters have host clusters, one in a cluster that isn't next to the last on the host. At most all units.
   *
   * A cluster whose host offset is unaligned never continues an aligned run: qemu reports it where it stands.
   */
  runEnd(table: Table, unit: number): number;
}

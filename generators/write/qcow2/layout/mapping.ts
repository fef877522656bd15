import type { Span } from '../../spans.ts';
import type { CompressedPlaces } from '../compressed/compressed-places.ts';

/** An L2 table of the file: `index` is its L1 index, `offset` its place in bytes, `spans` the clusters it describes. */
export interface L2Table {
  readonly index: number;
  readonly offset: bigint;
  readonly spans: readonly Span[];
}

/**
 * The places of the clusters of a layer or of one of its snapshots, in the order of the file: L1 table, L2 tables, host
 * slots, compressed data. Offsets are bytes of the file, counts are clusters.
 */
export interface Mapping {
  readonly clusterSize: number;
  readonly l1: { readonly offset: bigint; readonly entries: number; readonly clusters: number };
  /** By rising index. Tables that no cluster needs are missing, unless the layer asks for all of them. */
  readonly l2: {
    readonly clustersPerTable: number;
    /** Whether entries have a bitmap of subclusters after them. */
    readonly extended: boolean;
    readonly tables: readonly L2Table[];
  };
  readonly spans: readonly Span[];
  /** Whether clusters stand in an external data file, at their guest offsets. Then none has a slot. */
  readonly external: boolean;
  readonly slots: {
    /** Offset of slot 0. */
    readonly offset: bigint;
    /** The slot of each cluster that has one, in guest order. Undefined: 0, 1, 2 …. */
    readonly order: readonly number[] | undefined;
    /** The number of clusters that have a slot. */
    readonly used: number;
  };
  readonly compressed: CompressedPlaces;
}

/**
 * Host offset in bytes of cluster `i` of a span whose clusters have one. In an external data file it is the guest
 * offset.
 */
export function hostOffset(
  { clusterSize, external, slots }: Mapping,
  { guest, ordinal }: Span,
  i: number,
): bigint {
  if (external) return BigInt(guest + i) * BigInt(clusterSize);
  return slots.offset + BigInt(slotOf(slots, ordinal + i)) * BigInt(clusterSize);
}

/** The slot of a cluster; `ordinal` counts those with a slot in guest order. */
export function slotOf({ order }: Mapping['slots'], ordinal: number): number {
  return order?.[ordinal] ?? ordinal;
}

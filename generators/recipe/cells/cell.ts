/**
 * The state of one cell: a cluster of a qcow2 layer, or a unit of a raw layer, which has `unallocated` (a hole) and `data`
 * only. `data-hole` is a data cluster whose host bytes were never written: a hole in the image file.
 *
 * Two states need extended L2 entries. `reserved`: the subclusters are unallocated, yet the cluster has a host offset; its
 * bitmap is empty. `illegal`: both bits of each subcluster are set, which no program may write. qemu reports an error for
 * such a bitmap, with a host offset or without.
 */
export type CellState =
  | 'unallocated'
  | 'zero-plain'
  | 'zero-allocated'
  | 'data'
  | 'data-hole'
  | 'compressed'
  | 'reserved'
  | 'illegal';

/** The state of one subcluster. A compressed cluster has no subclusters. */
export type SubclusterState = Exclude<CellState, 'compressed'>;

/** Neighbouring subclusters in one state. `count` is in subclusters, at least 1. */
export interface SubclusterRun {
  readonly state: SubclusterState;
  readonly count: number;
}

/** A cell in one state. In a layer with extended L2 entries all 32 subclusters have that state. */
export interface UniformCell {
  readonly state: CellState;
}

/**
 * A cluster whose 32 parts differ: with extended L2 entries its subclusters, else only in whether their host bytes were written
 * (`data` and `data-hole`). There are 32 in all, neighbouring runs in different states. The cluster has a host offset if
 * and only if it holds `data`, `data-hole`, `zero-allocated` or `reserved`. These never stand beside `unallocated` or
 * `zero-plain`, which have no host offset. `illegal` stands beside any state.
 */
export interface MixedCell {
  readonly state: 'mixed';
  readonly subclusters: readonly SubclusterRun[];
}

/** Neighbouring cells with the same content. `count` is in cells, at least 1. */
export type CellRun = (UniformCell | MixedCell) & { readonly count: number };

import type { BitmapPlaces } from '../bitmaps/bitmap-places.ts';
import type { RefcountPlaces } from '../refcounts/refcount-places.ts';
import type { Mapping } from './mapping.ts';

/**
 * The places of everything in a qcow2 file, in the order of the file, except in a skeleton: header cluster, refcount
 * table, refcount blocks, the mapping of the layer, the snapshot table, the mappings of the snapshots, the bitmaps, the LUKS
 * header.
 * Offsets and lengths are bytes of the file.
 */
export interface Qcow2Layout extends Mapping {
  /** As in the header. */
  readonly virtualSize: bigint;
  readonly refcounts: RefcountPlaces;
  readonly snapshots: {
    readonly offset: bigint;
    /** Of the snapshot table, in clusters. */
    readonly clusters: number;
    readonly mappings: readonly Mapping[];
  };
  /** The bitmap directory, then of each bitmap its table and its clusters of bits. `clusters` counts all of them. */
  readonly bitmaps: {
    readonly offset: bigint;
    readonly clusters: number;
    readonly places: readonly BitmapPlaces[];
  };
  /** The LUKS header with its key material. `clusters` is 0 if there is none. */
  readonly luks: { readonly offset: bigint; readonly clusters: number };
  readonly fileLength: bigint;
}

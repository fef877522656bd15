import type { Mapping } from './mapping.ts';
import type { RefcountPlaces } from './refcount-places.ts';

/**
 * Where everything of a qcow2 file stands, in the order of the file (but for a skeleton): header cluster, refcount table,
 * refcount blocks, the mapping of the layer, the snapshot table, the mappings of the snapshots, the LUKS header. Offsets and
 * lengths are bytes of the file.
 */
export interface Qcow2Layout extends Mapping {
  /** As the header states it. */
  readonly virtualSize: bigint;
  readonly refcounts: RefcountPlaces;
  readonly snapshots: {
    readonly offset: bigint;
    /** Of their table, in clusters. */
    readonly clusters: number;
    readonly mappings: readonly Mapping[];
  };
  /** The LUKS header with its key material; `clusters` is 0 where there is none. */
  readonly luks: { readonly offset: bigint; readonly clusters: number };
  readonly fileLength: bigint;
}

/**
 * The state of one cluster of a qcow2 layer, or of one unit of a raw layer (where only `unallocated`, a hole, and
 * `data` occur). `data-hole` is a data cluster whose host bytes were never written: a hole in the image file.
 *
 * Two occur in layers with extended L2 entries alone. `reserved` is unallocated, yet has a host offset: its bitmap is
 * empty. `illegal` has a bitmap that no program may write: of each of its subclusters both bits are set, which is an
 * error with a host offset and without.
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

/** The state of one subcluster: compressed clusters have none. */
export type SubclusterState = Exclude<CellState, 'compressed'>;

/** Neighbouring subclusters of one state. `count` is in subclusters, at least 1. */
export interface SubclusterRun {
  readonly state: SubclusterState;
  readonly count: number;
}

/** What one cell holds: one state, which in a layer with extended L2 entries stands for all 32 subclusters … */
export interface UniformCell {
  readonly state: CellState;
}

/**
 * … or subclusters of several states, 32 in all, neighbouring runs differing. The cluster has a host offset exactly
 * where it holds `data`, `data-hole`, `zero-allocated` or `reserved`; these don't stand beside `unallocated` and
 * `zero-plain`, which have none, and `illegal` stands beside either.
 */
export interface MixedCell {
  readonly state: 'mixed';
  readonly subclusters: readonly SubclusterRun[];
}

/** Neighbouring cells that hold the same. `count` is in clusters (qcow2) or units (raw), at least 1. */
export type CellRun = (UniformCell | MixedCell) & { readonly count: number };

interface LayerShape {
  /** File name, relative to the case's folder. */
  readonly name: string;
  /** Bytes a cell: the cluster size of a qcow2 layer (a power of two, 512 to 2 MiB), any positive number for raw. */
  readonly unit: number;
  /** Virtual size in bytes; absent: unit times cells. The last cell begins before it. */
  readonly size?: bigint;
  /** Neighbouring runs differ. A row shorter than its size ends unallocated. */
  readonly cells: readonly CellRun[];
  /** Damage, applied to the written file last and in order. */
  readonly edits?: readonly Edit[];
}

export interface RawLayer extends LayerShape {
  readonly format: 'raw';
}

export interface Qcow2Layer extends LayerShape {
  readonly format: 'qcow2';
  readonly version: 2 | 3;
  /** Backing file name in the header; absent: the layer above in the text (the next deeper one); null: none. */
  readonly backing?: string | null;
  /**
   * Backing format in the header; absent: the format of the layer above in the text, or, without a backing file, no
   * such extension; null: no such extension.
   */
  readonly backingFormat?: string | null;
  /** L2 entries of 128 bits with a bitmap of 32 subclusters; version 3 and clusters of at least 16 KiB. */
  readonly extendedL2?: true;
  /** What compressed clusters are compressed by, and the header says so (version 3); absent: deflate. */
  readonly compression?: 'zstd';
  /** Bits of one refcount, a power of two from 1 to 64 (version 2: 16); absent: 16. */
  readonly refcountBits?: number;
  /** 'none': all refcounts are zero, which `qemu-img check` complains of. */
  readonly refcounts?: 'none';
  /**
   * The file holds its header and its tables alone, as chains rebuilt from maps do: slots count from the cluster behind
   * the header, nothing is written in them nor where compressed data would stand, the tables take the first gap between
   * them, and all refcounts are zero. Where it holds `data-hole` clusters, qemu must find these holes: `data` is written,
   * and the refcounts promise far more clusters than the file has. Not in a layer with snapshots.
   */
  readonly skeleton?: true;
  /** 'all': L2 tables also where nothing needs one. */
  readonly l2?: 'all';
  /**
   * The external data file (version 3), relative to the case's folder, as its name stands in the header: programs look
   * it up in their working directory. As long as the virtual size; every cluster with a host offset stands at its guest
   * offset there, so none takes a host slot, and none is compressed. `data-hole` clusters are holes of the data file.
   */
  readonly dataFile?: string;
  /** The data file is said to read as the guest does, without the image (autoclear bit 1). */
  readonly dataFileRaw?: true;
  readonly encryption?: Encryption;
  /** Incompatible bit 0 (version 3): the refcounts may be stale. They are not. */
  readonly dirty?: true;
  /** Incompatible bit 1 (version 3): the image is marked corrupt. It is not. */
  readonly corrupt?: true;
  /** Compatible bit 0 (version 3): refcounts may be written late. */
  readonly lazyRefcounts?: true;
  /** header_length in bytes (version 3); absent: 104, or 112 where the header states a compression type. */
  readonly headerLength?: number;
  /**
   * Host slots of the clusters that have one (data, data-hole, zero-allocated, reserved), in guest order, in clusters
   * from the first data cluster of the file; absent: 0, 1, 2 …. Compressed clusters take no slot: they are packed behind.
   */
  readonly slots?: readonly number[];
  /** Further header extensions, in order. */
  readonly extensions?: readonly HeaderExtension[];
  /** Internal snapshots, in the order of their table. Not in a layer with a data file. */
  readonly snapshots?: readonly Snapshot[];
}

/** Encryption of the clusters: LUKS, or the AES-CBC of old. The password opens it. */
export interface Encryption {
  readonly method: 'luks' | 'aes';
  readonly password: string;
}

/**
 * What a layer once was. It shares nothing with what the layer is now: its clusters have host clusters of their own,
 * behind everything of the layer, in the order of the snapshots and of the guest.
 */
export interface Snapshot {
  readonly name: string;
  /** As the cells of the layer, and no more clusters than it has. */
  readonly cells: readonly CellRun[];
}

export type Layer = RawLayer | Qcow2Layer;

export interface HeaderExtension {
  /** Unsigned 32-bit type. */
  readonly type: number;
  /** The bytes, in hexadecimal. */
  readonly data: string;
}

/** One deliberate change of the written file: a named word set to a value, bytes overwritten, or the length changed. */
export type Edit =
  | { readonly field: 'header'; readonly name: string; readonly value: bigint }
  | { readonly field: TableField; readonly index: number; readonly value: bigint }
  | { readonly field: 'byte'; readonly at: bigint; readonly bytes: string }
  | { readonly field: 'length'; readonly value: bigint };

/**
 * An entry of a table: of the L1 table by its index, of an L2 table (its first 64 bits, or with extended L2 entries the
 * bitmap behind them) by guest cluster, of a refcount block by host cluster.
 */
export type TableField = 'l1' | 'l2' | 'l2-bitmap' | 'refcount';

/** A chain as plain data, base first: the last layer is the top, depth 0. */
export interface Recipe {
  readonly layers: readonly Layer[];
}

/** The arguments of one `map` command line, without the word `map`; the working directory is the case's folder. */
export type Query = readonly string[];

/** What a `.case` file holds. */
export interface Case {
  /** Lines of explanation, without their `# `. */
  readonly notes: readonly string[];
  readonly recipe: Recipe;
  readonly queries: readonly Query[];
}

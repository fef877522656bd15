/**
 * The state of one cluster of a qcow2 layer, or of one unit of a raw layer (where only `unallocated`, a hole, and
 * `data` occur). `data-hole` is a data cluster whose host bytes were never written: a hole in the image file.
 */
export type CellState = 'unallocated' | 'zero-plain' | 'zero-allocated' | 'data' | 'data-hole' | 'compressed';

/** Neighbouring cells of one state. `count` is in clusters (qcow2) or units (raw), at least 1. */
export interface CellRun {
  readonly state: CellState;
  readonly count: number;
}

interface LayerShape {
  /** File name, relative to the case's folder. */
  readonly name: string;
  /** Bytes a cell: the cluster size of a qcow2 layer (a power of two, 512 to 2 MiB), any positive number for raw. */
  readonly unit: number;
  /** Virtual size in bytes; absent: unit times cells. The last cell begins before it. */
  readonly size?: bigint;
  /** Neighbouring runs differ in state. A row shorter than its size ends unallocated. */
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
  /** 'none': all refcounts are zero, which `qemu-img check` complains of. */
  readonly refcounts?: 'none';
  /** 'all': L2 tables also where nothing needs one. */
  readonly l2?: 'all';
  /** header_length in bytes (version 3); absent: 104. */
  readonly headerLength?: number;
  /**
   * Host slots of the clusters that have one (data, data-hole, zero-allocated), in guest order, in clusters from the
   * first data cluster of the file; absent: 0, 1, 2 …. Compressed clusters take no slot: they are packed behind.
   */
  readonly slots?: readonly number[];
  /** Further header extensions, in order. */
  readonly extensions?: readonly HeaderExtension[];
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
  | { readonly field: 'l1' | 'l2' | 'refcount'; readonly index: number; readonly value: bigint }
  | { readonly field: 'byte'; readonly at: bigint; readonly bytes: string }
  | { readonly field: 'length'; readonly value: bigint };

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

import type { CellRun } from '../cells/cell.ts';
import type { Encryption } from '../encryption.ts';

/** What a qcow2 layer states beyond its shape. */
export interface Qcow2Attributes {
  readonly version: 2 | 3;
  /** Backing file name in the header. Absent: the next deeper layer, which is the line above in the text. Null: none. */
  readonly backing?: string | null;
  /**
   * Backing format in the header. Absent: the format of the next deeper layer, or no extension where there is no backing
   * file. Null: no extension.
   */
  readonly backingFormat?: string | null;
  /** L2 entries of 128 bits with a bitmap of 32 subclusters. Needs version 3 and clusters of at least 16 KiB. */
  readonly extendedL2?: true;
  /** The compression type that the header states (version 3). Absent: deflate. */
  readonly compression?: 'zstd';
  /** Bits of one refcount, a power of two from 1 to 64 (version 2: 16). Absent: 16. */
  readonly refcountBits?: number;
  /** 'none': all refcounts are zero. `qemu-img check` complains about them. */
  readonly refcounts?: 'none';
  /**
   * The file holds its header and its tables only, as in chains rebuilt from maps. Slots count from the cluster after the
   * header; nothing is written in them, nor where compressed data would stand. The tables take the first gap between the
   * slots, and all refcounts are zero. If the layer holds `data-hole` clusters, qemu must find these holes: then `data` is
   * written, and the refcounts promise far more clusters than the file has. A skeleton has no snapshots.
   */
  readonly skeleton?: true;
  /** 'all': L2 tables exist even where no cluster needs one. */
  readonly l2?: 'all';
  /**
   * The external data file (version 3), relative to the case's folder, as its name stands in the header: programs look it
   * up in their working directory. It is as long as the virtual size. Each cluster with a host offset stands at its guest
   * offset there, so none takes a host slot, and none is compressed. `data-hole` clusters are holes of the data file.
   */
  readonly dataFile?: string;
  /** The data file reads as the guest does, without the image (autoclear bit 1). */
  readonly dataFileRaw?: true;
  readonly encryption?: Encryption;
  /** Incompatible bit 0 (version 3): the refcounts may be stale. In written files they are not. */
  readonly dirty?: true;
  /** Incompatible bit 1 (version 3): the image is marked corrupt. In written files it is not. */
  readonly corrupt?: true;
  /** Compatible bit 0 (version 3): refcounts may be written late. */
  readonly lazyRefcounts?: true;
  /** header_length in bytes (version 3). Absent: 104, or 112 if the header states a compression type. */
  readonly headerLength?: number;
  /**
   * Host slots of the clusters that have one (data, data-hole, zero-allocated, reserved), in guest order, in clusters
   * from the first data cluster of the file. Absent: 0, 1, 2 …. Compressed clusters take no slot: they are packed behind.
   */
  readonly slots?: readonly number[];
  /** Further header extensions, in order. */
  readonly extensions?: readonly HeaderExtension[];
  /** Internal snapshots, in the order of their table. A layer with a data file has none. */
  readonly snapshots?: readonly Snapshot[];
  /** Persistent dirty bitmaps (version 3), in the order of their directory. A skeleton has none. */
  readonly bitmaps?: readonly DirtyBitmap[];
}

/**
 * An earlier state of a layer. It shares no cluster with the current one: its clusters have host clusters of their own,
 * after everything of the layer, in the order of the snapshots and of the guest.
 */
export interface Snapshot {
  readonly name: string;
  /** Cells like those of the layer, and no more clusters than it has. */
  readonly cells: readonly CellRun[];
}

/** A persistent dirty bitmap. It covers the layer up to its last whole sector. */
export interface DirtyBitmap {
  /** 1 to 1023 bytes, unlike those of the other bitmaps of the layer. */
  readonly name: string;
  /** Guest bytes of one bit, a power of two. */
  readonly granularity: number;
  /** Programs that write to the image set no bits (without the flag auto). */
  readonly disabled?: true;
  /** A program uses it, or didn't end well. */
  readonly inUse?: true;
  /**
   * A cell is a bit, from that of the first guest byte on; a row that is shorter than the layer ends unallocated. `data` is set,
   * `unallocated` clear. An entry of the table whose bits are all unallocated names no cluster: it says that they are clear. So it is
   * with bits that are all `data-hole`: it says that they are set. Elsewhere a `data-hole` is set like `data`. `zero-plain` is
   * clear, in a cluster of bits.
   */
  readonly cells: readonly CellRun[];
}

export interface HeaderExtension {
  /** Unsigned 32-bit type. */
  readonly type: number;
  /** The bytes, in hexadecimal. */
  readonly data: string;
}

import type { ByteString } from '../basics/byte-string.ts';
import type { ImageFile } from '../file/image-file.ts';
import type { Finder } from '../kernel/finder.ts';
import type { KernelLayer } from '../kernel/kernel-layer.ts';
import type { DirtyBitmap } from './dirty-bitmap.ts';
import type { Lookup } from './lookup.ts';

/** The backing file that a header names, byte for byte. */
export interface BackingReference {
  readonly name: ByteString;
  /** The driver to open it with; empty: it is probed. */
  readonly format: ByteString;
}

/** The file that host offsets of a run refer to, by the number that the run has. */
export function fileOfRun({ extents, dataFile }: ImageFormat, file: number): ImageFile {
  return extents?.[file]?.file ?? dataFile;
}

/** A part of an image that has a file of its own. */
export interface ImageExtent {
  readonly file: ImageFile;
  /** Where it begins in the guest, in bytes. */
  readonly start: number;
}

/** One open image. Sizes are bytes. */
export interface ImageFormat {
  /** The name of its driver in qemu. */
  readonly driver: string;
  /** A multiple of 512. */
  readonly virtualSize: number;
  /**
   * What qemu has in place of a size that it can't use, as a number of the system; see `Profile.unusableSize`. One up to 0 is the rest
   * of a size below 0: who opens a node or reads takes it for success. Absent: qemu can use the size.
   */
  readonly sizeError?: number;
  /** Absent: the format has no clusters. */
  readonly clusterSize?: number;
  /** A backing file may decide where the image allocates nothing. */
  readonly supportsBacking: boolean;
  /** The image is a host file and nothing else. It allocates all bytes, in holes too. */
  readonly isPlain: boolean;
  /** How many filters are on it; NBD counts them as layers. Absent: none. */
  readonly filters?: number;
  /** A server of the image wants requests in multiples of it; absent: sectors. */
  readonly requestAlignment?: number;
  /** The backing file that its header names; absent: the format has none. */
  readonly backing?: BackingReference;
  /** The dirty bitmaps that are stored in it. Absent: the format has none. */
  readonly dirtyBitmaps?: readonly DirtyBitmap[];
  /** The file of the image. */
  readonly file: ImageFile;
  /** The file that host offsets refer to: `file`, or an external data file. */
  readonly dataFile: ImageFile;
  /** The extents whose files host offsets refer to, by the number that a run has; absent: all refer to `dataFile`. */
  readonly extents?: readonly ImageExtent[];
  /**
   * The files beside `file` that have its tables or its data, as often as it has opened them: to an image that lies in its guest, the
   * host has allocated for it what it has for all of them. Absent: there are none.
   */
  readonly furtherFiles?: readonly ImageFile[];
  /** The finder for one walk. It sets the runs of `layer`. */
  attach(layer: KernelLayer): Finder;
  /** The finder for an image that stands on this one and asks its filters too. Absent: `attach` gives it. */
  attachBelow?(layer: KernelLayer): Finder;
  /** `readData` reads data with a host offset, too: that isn't always where the driver reads them. */
  readonly readsPlacedData?: true;
  /**
   * How many clusters of one read are under way at once: a cluster is looked up before those in front of it have been read. Absent: 1.
   */
  readonly readsAtOnce?: number;
  /**
   * Who listens to its file is told of each read of its backing file, and of its data; `extents`: of data in an extent, who listens
   * to the file of that extent. Absent: nobody is told.
   */
  readonly tellsReads?: 'image' | 'extents';
  /**
   * Fills `bytes` with the guest's bytes at `offset`, which are data at no host offset, or compressed. Absent: there are no such data.
   *
   * @throws MapError `unreadable`
   * @throws Unsupported if the host can't decompress them
   */
  readData?(bytes: Uint8Array, offset: number): void;
  /**
   * Checks the backing file before anything is read of it; a block status needs no check. Absent: nothing can be wrong with it.
   *
   * @throws MapError `unreadable`
   */
  checkBacking?(backing: ImageFormat): void;
  /** How the tables decide a guest offset; undefined: the format has none. */
  explain(offset: bigint): Lookup | undefined;
}

/** The finder of an image for another one that stands on it. */
export function attachBelow(image: ImageFormat, layer: KernelLayer): Finder {
  return image.attachBelow?.(layer) ?? image.attach(layer);
}

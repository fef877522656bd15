import type { ByteString } from '../basics/byte-string.ts';
import type { ImageFile } from '../file/image-file.ts';
import type { Finder } from '../kernel/finder.ts';
import type { KernelLayer } from '../kernel/kernel-layer.ts';
import type { Lookup } from './lookup.ts';

/** A backing file as a header names it, byte for byte. */
export interface BackingReference {
  readonly name: ByteString;
  /** The driver to open it with; empty: to be probed. */
  readonly format: ByteString;
}

/** What a format driver knows of one open image. Sizes are bytes. */
export interface ImageFormat {
  /** The name by which qemu knows the driver. */
  readonly driver: string;
  /** A multiple of 512. */
  readonly virtualSize: number;
  /** False where the size in the header is one that qemu can't use; see `Profile.unusableSize`. */
  readonly sizeUsable: boolean;
  /** Absent where the format has no clusters. */
  readonly clusterSize?: number;
  /** Whether what it leaves open is looked up below; other drivers know of no backing file. */
  readonly supportsBacking: boolean;
  /** The image is bytes of a host file and nothing else: all of them are its own, those of holes too. */
  readonly isPlain: boolean;
  /** Filters that stand on it: some accounts count them as layers. Absent: none. */
  readonly filters?: number;
  /** Bytes of which a server of it wants requests to be multiples; absent: sectors. */
  readonly requestAlignment?: number;
  /** What the image itself says of its backing file; absent where it names none. */
  readonly backing?: BackingReference;
  /** The file that the image is. */
  readonly file: ImageFile;
  /** Where host offsets point: `file`, or an external data file. */
  readonly dataFile: ImageFile;
  /** What a walk asks for answers, which go to the image's layer in the walk's kernel. */
  attach(layer: KernelLayer): Finder;
  /** How the answer at `offset` came about, for people; undefined where the format has no tables. */
  explain(offset: bigint): Lookup | undefined;
}

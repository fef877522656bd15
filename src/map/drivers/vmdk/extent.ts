import type { ImageFile } from '../../file/image-file.ts';
import type { GrainTables } from './grains/grain-tables.ts';

/** A part of a VMDK image, which has a file of its own. */
export type Extent = FlatExtent | SparseExtent;

/** The bytes themselves. */
export interface FlatExtent {
  readonly kind: 'flat';
  readonly file: ImageFile;
  readonly sectors: bigint;
  /** Where the first byte is in the file, in bytes: a signed number of 64 bits, which can overflow. */
  readonly offset: bigint;
  /** Its node is read-only. */
  readonly refusesWrites: boolean;
}

/** Grains, which tables place. */
export interface SparseExtent {
  readonly kind: 'sparse';
  readonly file: ImageFile;
  /** As a signed number of 64 bits. */
  readonly sectors: bigint;
  readonly tables: GrainTables;
  /** The image is opened read-only because of it, though it was to be written to. */
  readonly refusesWrites: boolean;
}

import type { ImageFile } from '../../../file/image-file.ts';
import type { Header } from '../header/header.ts';
import type { Corruption } from './corruption.ts';
import type { L1Table } from './l1-table.ts';

/** The tables of an image, and what is needed to look them up. Sizes are bytes. */
export interface ImageTables {
  readonly file: ImageFile;
  readonly header: Header;
  readonly virtualSize: number;
  readonly l1: L1Table;
  /** The size of an L2 slice; see slice.ts. */
  readonly sliceBytes: number;
  readonly corruption: Corruption;
  /** Whether data clusters in holes of the host file are zeros; see preallocation.ts. */
  readonly preallocated: () => boolean;
}

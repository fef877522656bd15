import type { ImageFile } from '../../file/image-file.ts';
import type { Corruption } from './corruption.ts';
import type { Header } from './header.ts';
import type { L1Table } from './l1-table.ts';

/** What is found of an image by its tables. Sizes are bytes. */
export interface Searched {
  readonly file: ImageFile;
  readonly header: Header;
  readonly virtualSize: number;
  readonly l1: L1Table;
  /** Of an L2 slice; see slice.ts. */
  readonly sliceBytes: number;
  readonly corruption: Corruption;
  /** Whether holes of the host file show through data clusters. */
  readonly preallocated: () => boolean;
}

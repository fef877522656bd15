import { MetadataError } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { TableWindow } from '../format/table-window.ts';
import type { QedHeader } from './qed-header.ts';

/** The entry of a cluster that isn't allocated, or of an L2 table that isn't there. */
export const unallocated = 0;
/** The entry of a cluster that reads as zeros. */
export const zero = 1;

const entryBytes = 8;

/** The L1 table of an image, and the L2 table that was read last. */
export class QedTables {
  readonly l1: TableWindow;
  readonly #file: ImageFile;
  readonly #layout: QedHeader['layout'];
  #l2Offset = unallocated;
  readonly #l2: TableWindow;

  constructor(file: ImageFile, { layout, l1Offset }: QedHeader) {
    this.#file = file;
    this.#layout = layout;
    this.l1 = new TableWindow(file, l1Offset, entryBytes, layout.tableEntries);
    this.#l2 = new TableWindow(file, unallocated, entryBytes, layout.tableEntries);
  }

  /**
   * The L2 table of an L1 entry that has one. qemu reads all of it, and fails wherever it can't.
   *
   * @throws MetadataError if it can't be there
   * @throws MapError `unreadable`
   */
  l2(entry: number): TableWindow {
    if (entry !== this.#l2Offset) {
      if (!this.#layout.isTable(entry)) throw new MetadataError('Invalid argument');
      // Until the read has succeeded, there is no last table.
      this.#l2Offset = unallocated;
      this.#file.onEvent?.('l2_load');
      this.#l2.goOnTo(entry).readAll();
      this.#l2Offset = entry;
    }
    return this.#l2;
  }

  /** The index behind an L1 entry without a table and those like it that follow, as far as the guest byte `limit`. */
  behindAbsent(index: number, limit: number): number {
    const { tableCovers } = this.#layout;
    let behind = index;
    do behind += this.l1.countEqual(behind);
    while (behind * tableCovers < limit && this.l1.readUInt64LE(behind) === unallocated);
    return behind;
  }
}

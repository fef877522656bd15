import { MetadataError } from '../../../basics/error.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { TableWindow } from '../../format/table-window.ts';
import { sectorBytes } from '../sectors.ts';
import { loadTable } from './load-table.ts';

/** Bytes of an entry, in the directory as in tables. */
export const entryBytes = 4;

/**
 * The entries of grains, by the number of the grain in its extent. The grain table that was used last is at hand: who maps asks for one
 * grain after the other.
 */
export class GrainEntries {
  readonly #file: ImageFile;
  readonly #directory: TableWindow;
  readonly #grainsPerTable: number;
  readonly #window: TableWindow;
  /** The grains that the table at hand places. */
  #start = 0;
  #end = 0;
  /** Undefined: the directory has none for them. */
  #table: TableWindow | undefined;

  constructor(file: ImageFile, directory: TableWindow, grainsPerTable: number) {
    this.#file = file;
    this.#directory = directory;
    this.#grainsPerTable = grainsPerTable;
    this.#window = new TableWindow(file, 0, entryBytes, grainsPerTable);
  }

  /**
   * The table of a grain, which is at hand from then on; undefined: the grain has none.
   *
   * @throws MetadataError for a grain past the directory
   * @throws MapError `unreadable`
   */
  tableOf(index: number): TableWindow | undefined {
    if (index < this.#start || index >= this.#end) this.#moveTo(Math.floor(index / this.#grainsPerTable));
    return this.#table;
  }

  /** The first grain that the table at hand places, or would place if there were one; and the first grain behind those. */
  get start(): number {
    return this.#start;
  }

  get end(): number {
    return this.#end;
  }

  #moveTo(inDirectory: number): void {
    if (inDirectory >= this.#directory.entries) throw new MetadataError('Input/output error');
    const sector = this.#directory.readUInt32LE(inDirectory);
    // Until the read has succeeded, no table is at hand.
    this.#end = 0;
    this.#table = sector === 0 ? undefined : loadTable(this.#file, this.#window, sector * sectorBytes);
    this.#start = inDirectory * this.#grainsPerTable;
    this.#end = this.#start + this.#grainsPerTable;
  }
}

import type { ImageFile } from '../../file/image-file.ts';
import { TableWindow } from '../format/table-window.ts';
import type { BochsHeader } from './bochs-header.ts';

export const sector = 512;
const entryBytes = 4;
/** The catalog entry of an extent that is nowhere. */
const nowhere = 0xffff_ffff;

/** What the catalog says of an extent. Places are bytes of the file. */
export interface CatalogEntry {
  readonly entry: number;
  /** Absent: the extent is nowhere. */
  readonly place?: ExtentPlace;
}

interface ExtentPlace {
  readonly bitmapAt: number;
  readonly dataAt: number;
}

/** The extents of a disk, each behind a bitmap that tells of each of its sectors whether it has been written. */
export class Extents {
  readonly #file: ImageFile;
  readonly #header: BochsHeader;
  readonly catalog: TableWindow;

  constructor(file: ImageFile, header: BochsHeader) {
    this.#file = file;
    this.#header = header;
    this.catalog = new TableWindow(file, header.catalogAt, entryBytes, header.entries);
  }

  /** Bytes of each. */
  get extentBytes(): number {
    return this.#header.extentBytes;
  }

  /** @throws MapError `unreadable` */
  at(index: number): CatalogEntry {
    const { catalogAt, entries, bitmapBytes, extentBytes } = this.#header;
    const entry = this.catalog.readUInt32LE(index);
    if (entry === nowhere) return { entry };
    const bitmapAt = catalogAt + entries * entryBytes + entry * (bitmapBytes + extentBytes);
    return { entry, place: { bitmapAt, dataAt: bitmapAt + bitmapBytes } };
  }

  /**
   * The byte of an extent's bitmap that has the bit of one of its sectors.
   *
   * @throws MapError `unreadable`
   */
  bitmapByte({ bitmapAt }: ExtentPlace, bit: number): number {
    return this.#file.read(bitmapAt + (bit >> 3), 1)[0]!;
  }
}

/** Whether a byte of a bitmap says that a sector has been written. */
export function isWritten(byte: number, bit: number): boolean {
  return ((byte >> (bit & 7)) & 1) === 1;
}

import type { ImageFile } from '../../file/image-file.ts';
import type { Profile } from '../../profile/profile.ts';
import { TableWindow } from '../format/table-window.ts';
import { headerBytes, type ParallelsHeader, sector } from './parallels-header.ts';

/** The sector of a cluster that isn't allocated. It is the header's. */
export const unallocated = 0;

const mostIndexes = 2 ** 32;

/** The block allocation table of a Parallels image: where each cluster is in the file, in sectors. */
export class ClusterTable {
  /** Its entries, as they are in the file. */
  readonly window: TableWindow;
  readonly clusterSectors: number;
  readonly #sectorsPerEntry: number;
  readonly #firstSector: number;
  /** No cluster may begin after this sector. */
  readonly #lastSector: number;

  constructor(file: ImageFile, header: ParallelsHeader, profile: Profile) {
    const { isOld, clusterSectors, entries } = header;
    this.clusterSectors = clusterSectors;
    this.window = new TableWindow(file, headerBytes, 4, entries);
    this.#sectorsPerEntry = isOld ? 1 : clusterSectors;
    const fileSectors = Math.ceil(file.length / sector);
    const isChecked = profile.parallelsDataArea;
    this.#firstSector = isChecked ? dataStart(header, fileSectors) : 0;
    this.#lastSector = isChecked ? fileSectors - clusterSectors : Number.POSITIVE_INFINITY;
  }

  /**
   * The first sector of a cluster in the file, or `unallocated`: if its entry is 0 or missing, and in versions that check it,
   * if the cluster is not inside of the data area.
   *
   * @param index counted in 32 bits, as in qemu
   * @throws MapError `unreadable`
   */
  sectorOf(index: number): number {
    const at = this.statedSectorOf(index >>> 0);
    return at >= this.#firstSector && at <= this.#lastSector ? at : unallocated;
  }

  /** The sector that the entry of a cluster states, wherever that is; `unallocated` if it is 0 or missing. */
  statedSectorOf(entry: number): number {
    return entry < this.window.entries
      ? this.window.readUInt32LE(entry) * this.#sectorsPerEntry
      : unallocated;
  }

  /** How many clusters from `index` on have equal entries, or none, as far as is known at once. */
  countEqual(index: number): number {
    const entry = index >>> 0;
    return entry < this.window.entries ? this.window.countEqual(entry) : mostIndexes - entry;
  }
}

/** Where the data area begins, in sectors: a place in the header that can't be right is replaced by the first one after the table. */
export function dataStart(
  { isOld, clusterSectors, entries, dataSector }: ParallelsHeader,
  fileSectors: number,
): number {
  const tableEnd = Math.ceil((headerBytes + 4 * entries) / sector);
  const least = isOld ? tableEnd : Math.ceil(tableEnd / clusterSectors) * clusterSectors;
  return dataSector < least || dataSector > fileSectors ? least : dataSector;
}

import { MetadataError } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { Profile } from '../../profile/profile.ts';
import { isWithinReach } from '../format/reach.ts';
import { EntryTable } from './entry-table.ts';
import type { QcowHeader } from './qcow-header.ts';

export const entryBytes = 8;

/** The L1 table of an image, and the L2 table that was read last. */
export class QcowTables {
  readonly l1: EntryTable;
  readonly clusterBytes: number;
  /** Entries of an L2 table. */
  readonly tableEntries: number;
  /** Guest bytes that an L1 entry covers. */
  readonly tableCovers: number;
  readonly #file: ImageFile;
  readonly #profile: Profile;
  #l1Index = -1;
  readonly #l2: EntryTable;

  /** @param entries of the L1 table, which is within qemu's reach */
  constructor(file: ImageFile, header: QcowHeader, entries: number, profile: Profile) {
    this.#file = file;
    this.#profile = profile;
    this.clusterBytes = 2 ** header.clusterBits;
    this.tableEntries = 2 ** header.l2Bits;
    this.tableCovers = this.tableEntries * this.clusterBytes;
    this.l1 = new EntryTable(file, Number(header.l1TableOffset), entries);
    this.#l2 = new EntryTable(file, 0, this.tableEntries);
  }

  /**
   * The L2 table of an L1 entry that isn't zero. All bits of the entry are its offset.
   *
   * @throws MetadataError if qemu can't read so far
   * @throws MapError `unreadable`
   */
  l2(l1Index: number): EntryTable {
    if (l1Index === this.#l1Index) return this.#l2;
    const offset = (BigInt(this.l1.high(l1Index)) << 32n) + BigInt(this.l1.low(l1Index));
    if (!isWithinReach(this.#profile, offset, this.tableEntries * entryBytes)) {
      throw new MetadataError('Input/output error');
    }
    // Until the read has succeeded, there is no last table.
    this.#l1Index = -1;
    this.#file.onEvent?.('l2_load');
    this.#l2.goOnTo(Number(offset)).readAll();
    this.#l1Index = l1Index;
    return this.#l2;
  }

  /** The index behind an L1 entry without a table and those like it that follow, as far as the guest byte `limit`. */
  behindAbsent(l1Index: number, limit: number): number {
    let behind = l1Index;
    let zeros = this.l1.countZeros(behind);
    while (zeros > 0) {
      behind += zeros;
      zeros = behind * this.tableCovers < limit ? this.l1.countZeros(behind) : 0;
    }
    return behind;
  }
}

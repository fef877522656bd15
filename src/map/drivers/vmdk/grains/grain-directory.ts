import { Refusal } from '../../../basics/error.ts';
import type { ImageFile } from '../../../file/image-file.ts';
import { readOrRefuse } from '../../../file/unreadable.ts';
import type { Profile } from '../../../profile/profile.ts';
import { isWithinReach } from '../../format/reach.ts';
import { TableWindow } from '../../format/table-window.ts';

/** How a header describes the directory of a sparse extent and its tables. */
export interface DirectoryLayout {
  /** Where the directory is, in bytes: a signed number of 64 bits, which can overflow. */
  readonly offset: bigint;
  /** Where the copy of it is; 0: there is none. */
  readonly copy: bigint;
  /** How many tables it has room for. */
  readonly entries: number;
  /** How many grains a table places. */
  readonly grainsPerTable: number;
  /** Bytes of an entry, in the directory as in tables. */
  readonly entryBytes: 4 | 8;
  readonly grainSectors: bigint;
}

const mostSectors = 0x20_0000n;
const mostEntries = 2 ** 25;

/**
 * Opens the directory of a sparse extent, in qemu's order of checks. Of what a header promises, no more than a
 * window is in memory.
 *
 * @throws Refusal
 */
export function openDirectory(file: ImageFile, layout: DirectoryLayout, profile: Profile): TableWindow {
  const { entries, entryBytes, grainSectors } = layout;
  if (grainSectors > mostSectors) throw new Refusal('Invalid granularity, image may be corrupt');
  if (entries > mostEntries) throw new Refusal('L1 size too big');
  const open = (offset: bigint, what: string): TableWindow => {
    const unreadable = `Could not read ${what} from extent '${file.name}'`;
    if (offset < 0n || !isWithinReach(profile, offset, entries * entryBytes)) {
      throw new Refusal(`${unreadable}: Input/output error`);
    }
    const table = new TableWindow(file, Number(offset), entryBytes, entries);
    readOrRefuse(unreadable, () => table.readAll());
    return table;
  };
  const directory = open(layout.offset, 'l1 table');
  if (layout.copy !== 0n) open(layout.copy, 'l1 backup table');
  return directory;
}

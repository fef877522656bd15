import type { ImageFile } from '../../../file/image-file.ts';
import { dataBit, zeroBit } from '../../../kernel/bits.ts';
import type { PlainEntries } from '../../format/block-image.ts';
import type { TableWindow } from '../../format/table-window.ts';
import { sectorBytes } from '../sectors.ts';
import { entryBytes } from './grain-entries.ts';
import { type GrainTraits, zeroGrain } from './grain-traits.ts';

const largestEntry = 0xffff_ffff;

/** The entries of grains that aren't compressed, as the kernel reads them: by the table, and by several that follow each other. */
export function plainGrains(
  file: ImageFile,
  directory: TableWindow,
  grainsPerTable: number,
  { hasZeroGrains }: Pick<GrainTraits, 'hasZeroGrains'>,
): PlainEntries {
  return {
    kind: dataBit,
    rule: {
      isBigEndian: false,
      first: hasZeroGrains ? zeroGrain + 1 : 1,
      last: largestEntry,
      base: 0,
      scale: sectorBytes,
      kinds: { zero: 0, other: zeroBit },
    },
    read(index, bytes) {
      const inDirectory = Math.floor(index / grainsPerTable);
      if (file.onEvent !== undefined || inDirectory >= directory.entries) return 0;
      const sector = directory.readUInt32LE(inDirectory);
      if (sector === 0) return 0;
      const inTable = index % grainsPerTable;
      const most = bytes.length / entryBytes;
      const tables = tablesInARow(directory, inDirectory, grainsPerTable, inTable + most);
      const count = Math.min(tables * grainsPerTable - inTable, most);
      file.readInto(bytes.subarray(0, count * entryBytes), sector * sectorBytes + inTable * entryBytes);
      return count;
    },
  };
}

/** How many tables from the one at `first` on follow each other in the file: no more than `entries` entries are in. */
function tablesInARow(
  directory: TableWindow,
  first: number,
  grainsPerTable: number,
  entries: number,
): number {
  const tableSectors = (grainsPerTable * entryBytes) / sectorBytes;
  const sector = directory.readUInt32LE(first);
  let tables = 1;
  while (
    tables * grainsPerTable < entries &&
    first + tables < directory.entries &&
    directory.readUInt32LE(first + tables) === sector + tables * tableSectors
  )
    tables++;
  return tables;
}

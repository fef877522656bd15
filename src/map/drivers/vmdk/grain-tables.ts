import { MetadataError } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { compressedBit, dataBit, noOffset, zeroBit } from '../../kernel/bits.ts';
import type { TableEntry } from '../../node/lookup.ts';
import type { Profile } from '../../profile/profile.ts';
import type { Block, BlockTables } from '../format/block-image.ts';
import { TableWindow } from '../format/table-window.ts';
import { type DirectoryLayout, openDirectory } from './grain-directory.ts';
import { sectorBytes } from './sectors.ts';

/** The entry of a grain of zeros, in an image that has such entries. */
const zeroGrain = 1;

/** What the header of an extent with entries of 32 bits says of its grains. */
export interface GrainTraits {
  readonly isCompressed: boolean;
  readonly hasZeroGrains: boolean;
}

/**
 * The grain directory and the grain tables of the kinds KDMV and COWD: entries are sectors of the file, and 0 places nothing.
 * Nothing checks that they lie in the file.
 *
 * @throws Refusal
 */
export function grainTables(
  file: ImageFile,
  layout: DirectoryLayout,
  traits: GrainTraits,
  profile: Profile,
): BlockTables {
  const directory = openDirectory(file, layout, profile);
  const { grainsPerTable } = layout;
  const grainBytes = Number(layout.grainSectors) * sectorBytes;
  const dataKind = traits.isCompressed ? dataBit | compressedBit : dataBit;
  const isZero = (entry: number): boolean => entry === zeroGrain && traits.hasZeroGrains;
  let place = 0;
  let table = directory;
  /** The table at a sector. */
  const open = (sector: number): TableWindow => {
    if (sector !== place) table = new TableWindow(file, sector * sectorBytes, 4, grainsPerTable);
    place = sector;
    return table;
  };
  return {
    unit: 'grain',
    blockBytes: grainBytes,
    read(index: number, block: Block): void {
      const inDirectory = Math.floor(index / grainsPerTable);
      const inTable = index - inDirectory * grainsPerTable;
      if (inDirectory >= directory.entries) throw new MetadataError('Input/output error');
      const sector = directory.readUInt32LE(inDirectory);
      const entry = sector === 0 ? 0 : open(sector).readUInt32LE(inTable);
      block.kind = 0;
      block.offset = noOffset;
      if (sector === 0) block.count = grainsPerTable - inTable;
      else if (isZero(entry)) block.kind = zeroBit;
      else if (entry !== 0) {
        block.kind = dataKind;
        if (!traits.isCompressed) block.offset = entry * sectorBytes;
      }
    },
    explain(index) {
      const inDirectory = Math.floor(index / grainsPerTable);
      const inTable = index % grainsPerTable;
      if (inDirectory >= directory.entries) return { state: 'past the grain directory', entries: [] };
      const sector = directory.readUInt32LE(inDirectory);
      const entries: TableEntry[] = [
        {
          table: 'grain directory',
          ...directory.entryAt(inDirectory, sector),
          meaning: sector === 0 ? 'no grain table' : `grain table at ${hex(sector * sectorBytes)}`,
        },
      ];
      if (sector === 0) return { state: 'unallocated', entries };
      const entry = open(sector).readUInt32LE(inTable);
      const [state, meaning] = meaningOf(entry, isZero(entry), traits);
      entries.push({ table: 'grain table', ...table.entryAt(inTable, entry), meaning });
      return { state, entries };
    },
  };
}

function meaningOf(entry: number, isZero: boolean, { isCompressed }: GrainTraits): [string, string] {
  if (isZero) return ['zero', 'reads as zeros'];
  if (entry === 0) return ['unallocated', 'no grain'];
  const at = hex(entry * sectorBytes);
  return isCompressed ? ['compressed', `compressed grain at ${at}`] : ['data', `grain at ${at}`];
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

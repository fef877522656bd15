import { MetadataError } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { compressedBit, dataBit, noOffset, zeroBit } from '../../kernel/bits.ts';
import type { ImageFormat } from '../../node/image-format.ts';
import type { TableEntry } from '../../node/lookup.ts';
import type { Profile } from '../../profile/profile.ts';
import type { BlockTables, PlainEntries } from '../format/block-image.ts';
import { TableWindow } from '../format/table-window.ts';
import { compressedGrainReader } from './grain-content.ts';
import { type DirectoryLayout, openDirectory } from './grain-directory.ts';
import { sectorBytes } from './sectors.ts';

/** The entry of a grain of zeros, in an image that has such entries. */
const zeroGrain = 1;
const entryBytes = 4;
const largestEntry = 0xffff_ffff;

/** What the header of an extent with entries of 32 bits says of its grains. */
export interface GrainTraits {
  readonly isCompressed: boolean;
  readonly hasZeroGrains: boolean;
  /** A marker stands in front of each compressed grain. */
  readonly hasMarkers: boolean;
}

/** Grain tables, by which compressed grains can be read. */
export interface GrainTables extends BlockTables {
  /** Reads the data of compressed grains; `offset` counts from the start of the extent, in bytes. */
  readonly readData?: NonNullable<ImageFormat['readData']>;
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
): GrainTables {
  const directory = openDirectory(file, layout, profile);
  const { grainsPerTable } = layout;
  const grainBytes = Number(layout.grainSectors) * sectorBytes;
  const tableBytes = grainsPerTable * entryBytes;
  const dataKind = traits.isCompressed ? dataBit | compressedBit : dataBit;
  const isZero = (entry: number): boolean => entry === zeroGrain && traits.hasZeroGrains;
  // The table that was used last: the grains that it places, and its entries; undefined: the directory has none for them.
  let start = 0;
  let end = 0;
  let table: TableWindow | undefined;
  const window = new TableWindow(file, 0, entryBytes, grainsPerTable);
  const moveTo = (inDirectory: number): void => {
    if (inDirectory >= directory.entries) throw new MetadataError('Input/output error');
    const sector = directory.readUInt32LE(inDirectory);
    table = sector === 0 ? undefined : window.goOnTo(sector * sectorBytes);
    start = inDirectory * grainsPerTable;
    end = start + grainsPerTable;
  };
  /** How many entries follow each other in the file from a grain on: those of its table, and of tables that follow it. */
  const entriesFrom = (index: number, most: number): number => {
    const inTable = index % grainsPerTable;
    const first = Math.floor(index / grainsPerTable);
    const sector = directory.readUInt32LE(first);
    let tables = 1;
    while (
      tables * grainsPerTable - inTable < most &&
      first + tables < directory.entries &&
      directory.readUInt32LE(first + tables) === sector + (tables * tableBytes) / sectorBytes
    )
      tables++;
    return Math.min(tables * grainsPerTable - inTable, most);
  };
  const plain: PlainEntries = {
    kind: dataKind,
    rule: {
      isBigEndian: false,
      first: traits.hasZeroGrains ? zeroGrain + 1 : 1,
      last: largestEntry,
      base: 0,
      scale: sectorBytes,
      kinds: { zero: 0, one: zeroBit, above: 0 },
    },
    read(index, bytes) {
      const inDirectory = Math.floor(index / grainsPerTable);
      if (file.onEvent !== undefined || inDirectory >= directory.entries) return 0;
      const sector = directory.readUInt32LE(inDirectory);
      if (sector === 0) return 0;
      const count = entriesFrom(index, bytes.length / entryBytes);
      const place = sector * sectorBytes + (index % grainsPerTable) * entryBytes;
      file.readInto(bytes.subarray(0, count * entryBytes), place);
      return count;
    },
  };
  const sectorOf = (index: number): number => {
    if (index < start || index >= end) moveTo(Math.floor(index / grainsPerTable));
    return table!.readUInt32LE(index - start);
  };
  const readData = compressedGrainReader(file, grainBytes, traits.hasMarkers, sectorOf);
  return {
    unit: 'grain',
    blockBytes: grainBytes,
    ...(traits.isCompressed ? { readData } : { plain }),
    read(index, block) {
      if (index < start || index >= end) moveTo(Math.floor(index / grainsPerTable));
      const entry = table === undefined ? 0 : table.readUInt32LE(index - start);
      if (entry === 0) {
        block.kind = 0;
        block.offset = noOffset;
        if (table === undefined) block.count = end - index;
      } else if (isZero(entry)) {
        block.kind = zeroBit;
        block.offset = noOffset;
      } else {
        block.kind = dataKind;
        block.offset = traits.isCompressed ? noOffset : entry * sectorBytes;
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
      moveTo(inDirectory);
      if (table === undefined) return { state: 'unallocated', entries };
      const entry = table.readUInt32LE(inTable);
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

import { MetadataError } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { dataBit, noOffset, zeroBit } from '../../kernel/bits.ts';
import type { TableEntry } from '../../node/lookup.ts';
import type { Profile } from '../../profile/profile.ts';
import type { BlockTables } from '../format/block-image.ts';
import { TableWindow } from '../format/table-window.ts';
import { openDirectory } from './grain-directory.ts';
import { loadTable } from './load-table.ts';
import { grainsPerTable, type SeSparseHeader, tableSectors } from './se-sparse-header.ts';
import { asBytes, asNumber, sectorBytes } from './sectors.ts';

const grainBytes = 4096;
const entryBytes = 8;

/** The upper half of the entry of a table in the directory; the lower half is the number of the table. */
const tableMark = 0x1000_0000;
const farthestTable = 0xffff_ffffn;

/** What the upper 4 bits of the entry of a grain say. */
const states = ['unallocated', 'unmapped', 'zero', 'data'] as const;
type State = (typeof states)[number] | 'damaged';
const kinds: { readonly [Name in State]: number } = {
  unallocated: 0,
  unmapped: zeroBit,
  zero: zeroBit,
  data: dataBit,
  damaged: 0,
};

/**
 * The grain directory and the grain tables of seSparse: entries of 64 bits with a state in their upper bits.
 *
 * @throws Refusal
 */
export function seSparseTables(file: ImageFile, header: SeSparseHeader, profile: Profile): BlockTables {
  const directory = openDirectory(file, header.layout, profile);
  let current = -1;
  let table: TableWindow | undefined;
  const window = new TableWindow(file, 0, entryBytes, grainsPerTable);
  /** The table at an index of the directory; undefined: there is none. */
  const tableAt = (index: number): TableWindow | undefined => {
    if (index === current) return table;
    const place = placeOfTable(directory, index, header);
    if (place === 'damaged') throw new MetadataError('Input/output error');
    // Until the read has succeeded, there is no last table.
    current = -1;
    table = place === undefined ? undefined : loadTable(file, window, place);
    current = index;
    return table;
  };
  return {
    unit: 'grain',
    blockBytes: grainBytes,
    read(index, block) {
      const inDirectory = Math.floor(index / grainsPerTable);
      const inTable = index - inDirectory * grainsPerTable;
      const opened = tableAt(inDirectory);
      if (opened === undefined) {
        block.kind = 0;
        block.offset = noOffset;
        block.count = grainsPerTable - inTable;
        return;
      }
      const upper = opened.readUpperUInt32LE(inTable);
      const lower = opened.readUInt32LE(inTable);
      const state = stateOf(upper, lower);
      if (state === 'damaged') throw new MetadataError('Input/output error');
      const offset = state === 'data' ? offsetOfGrain(upper, lower, header) : noOffset;
      // Sector 0 of the file places nothing.
      block.kind = offset === 0 ? 0 : kinds[state];
      block.offset = offset === 0 ? noOffset : offset;
    },
    explain(index) {
      const inDirectory = Math.floor(index / grainsPerTable);
      const inTable = index % grainsPerTable;
      if (inDirectory >= directory.entries) return { state: 'past the grain directory', entries: [] };
      const place = placeOfTable(directory, inDirectory, header);
      const entry = wordAt(directory, inDirectory);
      const first: TableEntry = {
        table: 'grain directory',
        ...directory.entryAt(inDirectory, entry),
        meaning: typeof place === 'number' ? `grain table at ${hex(place)}` : (place ?? 'no grain table'),
      };
      if (place === 'damaged') return { state: place, entries: [first] };
      const opened = tableAt(inDirectory);
      if (opened === undefined) return { state: 'unallocated', entries: [first] };
      const upper = opened.readUpperUInt32LE(inTable);
      const lower = opened.readUInt32LE(inTable);
      const state = stateOf(upper, lower);
      const meaning = state === 'data' ? `grain at ${hex(offsetOfGrain(upper, lower, header))}` : state;
      const second = { table: 'grain table', ...opened.entryAt(inTable, wordAt(opened, inTable)), meaning };
      return { state, entries: [first, second] };
    },
  };
}

/** Where a table is in the file, in bytes; undefined: there is none. */
function placeOfTable(
  directory: TableWindow,
  index: number,
  { tables }: SeSparseHeader,
): number | 'damaged' | undefined {
  if (index >= directory.entries) return 'damaged';
  const upper = directory.readUpperUInt32LE(index);
  const lower = directory.readUInt32LE(index);
  if (upper === 0 && lower === 0) return undefined;
  if (upper !== tableMark) return 'damaged';
  const sector = BigInt.asUintN(64, tables + BigInt(lower) * BigInt(tableSectors));
  if (sector > farthestTable) return 'damaged';
  return sector === 0n ? undefined : Number(sector) * sectorBytes;
}

function stateOf(upper: number, lower: number): State {
  const state = states[upper >>> 28] ?? 'damaged';
  return state === 'unallocated' && (upper !== 0 || lower !== 0) ? 'damaged' : state;
}

/** Where a grain is in the file, in bytes. Its number is in three parts of the entry; sectors overflow in 64 bits. */
function offsetOfGrain(upper: number, lower: number, { grains }: SeSparseHeader): number {
  const number = ((upper & 0xffff) * 2 ** 32 + lower) * 2 ** 12 + ((upper >>> 16) & 0xfff);
  if (number < 2 ** 40 && grains < 2n ** 43n) return Number(grains) * sectorBytes + number * grainBytes;
  const exact =
    (BigInt(upper & 0xffff) * 2n ** 32n + BigInt(lower)) * 2n ** 12n + BigInt((upper >>> 16) & 0xfff);
  return asNumber(asBytes(grains + (exact * BigInt(grainBytes)) / BigInt(sectorBytes)));
}

function wordAt(table: TableWindow, index: number): bigint {
  return BigInt(table.readUpperUInt32LE(index)) * 2n ** 32n + BigInt(table.readUInt32LE(index));
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

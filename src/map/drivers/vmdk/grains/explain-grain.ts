import type { Lookup, TableEntry } from '../../../node/lookup.ts';
import type { TableWindow } from '../../format/table-window.ts';
import { sectorBytes } from '../sectors.ts';
import type { GrainEntries } from './grain-entries.ts';
import { type GrainTraits, zeroGrain } from './grain-traits.ts';

/** Explains the entries of the directory and of the table that place a grain. */
export function explainGrain(
  index: number,
  directory: TableWindow,
  grains: GrainEntries,
  grainsPerTable: number,
  traits: GrainTraits,
): Omit<Lookup, 'unit'> {
  const inDirectory = Math.floor(index / grainsPerTable);
  const inTable = index % grainsPerTable;
  if (inDirectory >= directory.entries) return { state: 'past the grain directory', entries: [] };
  const sector = directory.readUInt32LE(inDirectory);
  const first: TableEntry = {
    table: 'grain directory',
    ...directory.entryAt(inDirectory, sector),
    meaning: sector === 0 ? 'no grain table' : `grain table at ${hex(sector * sectorBytes)}`,
  };
  const table = grains.tableOf(index);
  if (table === undefined) return { state: 'unallocated', entries: [first] };
  const entry = table.readUInt32LE(inTable);
  const [state, meaning] = meaningOf(entry, traits);
  return { state, entries: [first, { table: 'grain table', ...table.entryAt(inTable, entry), meaning }] };
}

function meaningOf(entry: number, { isCompressed, hasZeroGrains }: GrainTraits): [string, string] {
  if (entry === zeroGrain && hasZeroGrains) return ['zero', 'reads as zeros'];
  if (entry === 0) return ['unallocated', 'no grain'];
  const at = hex(entry * sectorBytes);
  return isCompressed ? ['compressed', `compressed grain at ${at}`] : ['data', `grain at ${at}`];
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

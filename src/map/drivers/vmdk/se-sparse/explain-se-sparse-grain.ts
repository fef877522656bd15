import type { Lookup, TableEntry } from '../../../node/lookup.ts';
import type { TableWindow } from '../../format/table-window.ts';
import { grainState, offsetOfGrain, placeOfTable, wordAt } from './se-sparse-entries.ts';
import { grainsPerTable, type SeSparseHeader } from './se-sparse-header.ts';

/**
 * What the entries of a grain of seSparse say.
 *
 * @param tableAt the table at an index of the directory; undefined: there is none
 */
export function explainSeSparseGrain(
  index: number,
  directory: TableWindow,
  tableAt: (index: number) => TableWindow | undefined,
  header: SeSparseHeader,
): Omit<Lookup, 'unit'> {
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
  const state = grainState(upper, lower);
  const meaning = state === 'data' ? `grain at ${hex(offsetOfGrain(upper, lower, header))}` : state;
  const second = { table: 'grain table', ...opened.entryAt(inTable, wordAt(opened, inTable)), meaning };
  return { state, entries: [first, second] };
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

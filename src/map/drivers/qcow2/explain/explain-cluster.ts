import type { ClusterHome } from '../../../kernel/codes.ts';
import type { Lookup, TableEntry } from '../../../node/lookup.ts';
import { subclusters } from '../header/features.ts';
import {
  clusterState,
  compressedData,
  type EntryKind,
  entryFlags,
  hostOffset,
  type SubclusterState,
  subclusterState,
  wordText,
} from '../tables/entry.ts';
import type { Table } from '../tables/table.ts';
import { compressedFields, l1Fields, l2Fields } from './word-fields.ts';

/** The tables of an image at a guest offset. */
export interface ReadTables {
  /** Bytes. */
  readonly clusterSize: number;
  readonly entryKind: EntryKind;
  readonly home: ClusterHome;
  readonly l1: { readonly index: number; readonly word: string };
  /** The L2 table; undefined: the L1 entry names none. */
  readonly table: Table | undefined;
}

/** Explains a guest offset (bytes) by the entries of the L1 and the L2 table. */
export function explainCluster(offset: bigint, tables: ReadTables): Lookup {
  const { clusterSize, l1, table } = tables;
  const cluster = offset / BigInt(clusterSize);
  const byte = Number(offset % BigInt(clusterSize));
  const unit = { name: 'cluster', index: cluster, bytes: clusterSize, byte };
  const meaning = table === undefined ? 'no L2 table' : `L2 table at ${hex(table.offset)}`;
  const l1Entry = { table: 'L1', ...l1, meaning, fields: l1Fields };
  if (table === undefined) return { unit, state: 'unallocated', entries: [l1Entry] };
  const found = readEntry(cluster, table, tables);
  const index = Math.floor((byte * found.states.length) / clusterSize);
  const state = found.states[index]!;
  const hasParts = tables.entryKind === 'extended' && state !== 'compressed';
  return {
    unit,
    state,
    ...(state === 'reserved' && { remark: 'though the cluster has a host offset' }),
    entries: [l1Entry, l2Entry(found, state, tables)],
    ...(hasParts && {
      parts: {
        name: 'subcluster',
        bitmap: wordText(found.zeros, found.allocated),
        index,
        states: found.states,
      },
    }),
  };
}

interface FoundEntry {
  readonly index: number;
  /** Where it is in the file, in bytes. */
  readonly offset: number;
  readonly high: number;
  readonly low: number;
  /** The halves of the bitmap; 0 when entries are not extended. */
  readonly zeros: number;
  readonly allocated: number;
  /** Of each subcluster, or of the cluster alone. */
  readonly states: readonly SubclusterState[];
}

function readEntry(cluster: bigint, { halves, offset }: Table, tables: ReadTables): FoundEntry {
  const { clusterSize, entryKind, home } = tables;
  const entryBytes = entryKind === 'extended' ? 16 : 8;
  const index = Number(cluster % BigInt(clusterSize / entryBytes));
  const at = (index * entryBytes) / 4;
  const [high, low] = [halves[at]!, halves[at + 1]!];
  const place = { index, offset: offset + index * entryBytes, high, low };
  if (entryKind === 'standard')
    return { ...place, zeros: 0, allocated: 0, states: [clusterState(high, low, home)] };
  const [zeros, allocated] = [halves[at + 2]!, halves[at + 3]!];
  const states = Array.from({ length: subclusters }, (_, i) =>
    subclusterState({ high, low, zeros, allocated }, i, home),
  );
  return { ...place, zeros, allocated, states };
}

function l2Entry(
  { index, offset, high, low }: FoundEntry,
  state: SubclusterState,
  { clusterSize, entryKind }: ReadTables,
): TableEntry {
  const words = [...entryFlags(high, low, entryKind), placeOf(high, low, state, clusterSize)];
  return {
    table: 'L2',
    index,
    offset,
    word: wordText(high, low),
    meaning: words.join(', '),
    fields: state === 'compressed' ? compressedFields(clusterSize) : l2Fields(entryKind),
  };
}

function placeOf(high: number, low: number, state: SubclusterState, clusterSize: number): string {
  if (state === 'compressed') {
    const { offset, bytes } = compressedData(high, low, clusterSize);
    return `data at ${hex(offset)}, at most ${bytes} bytes`;
  }
  const host = hostOffset(high, low);
  return host === 0 ? 'no host cluster' : `host cluster at ${hex(host)}`;
}

function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

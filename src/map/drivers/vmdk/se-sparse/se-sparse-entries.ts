import { dataBit, zeroBit } from '../../../kernel/bits.ts';
import type { TableWindow } from '../../format/table-window.ts';
import { asBytes, asNumber, sectorBytes } from '../sectors.ts';
import { type SeSparseHeader, tableSectors } from './se-sparse-header.ts';

// The entries of the grain directory and of the grain tables of seSparse.

export const grainBytes = 4096;

/** The upper half of the entry of a table in the directory; the lower half is the number of the table. */
const tableMark = 0x1000_0000;
const farthestTable = 0xffff_ffffn;

/** What the upper 4 bits of the entry of a grain say. */
const states = ['unallocated', 'unmapped', 'zero', 'data'] as const;
type State = (typeof states)[number] | 'damaged';

/** The kind of a run of grains with a state. */
export const grainKinds: { readonly [Name in State]: number } = {
  unallocated: 0,
  unmapped: zeroBit,
  zero: zeroBit,
  data: dataBit,
  damaged: 0,
};

/** Where a table is in the file, in bytes; undefined: there is none. */
export function placeOfTable(
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

/** The state of a grain, by the halves of its entry. */
export function grainState(upper: number, lower: number): State {
  const state = states[upper >>> 28] ?? 'damaged';
  return state === 'unallocated' && (upper !== 0 || lower !== 0) ? 'damaged' : state;
}

/** Where a grain is in the file, in bytes. Its number is in three parts of the entry; sectors overflow in 64 bits. */
export function offsetOfGrain(upper: number, lower: number, { grains }: SeSparseHeader): number {
  const number = ((upper & 0xffff) * 2 ** 32 + lower) * 2 ** 12 + ((upper >>> 16) & 0xfff);
  if (number < 2 ** 40 && grains < 2n ** 43n) return Number(grains) * sectorBytes + number * grainBytes;
  const exact =
    (BigInt(upper & 0xffff) * 2n ** 32n + BigInt(lower)) * 2n ** 12n + BigInt((upper >>> 16) & 0xfff);
  return asNumber(asBytes(grains + (exact * BigInt(grainBytes)) / BigInt(sectorBytes)));
}

/** An entry as a whole. */
export function wordAt(table: TableWindow, index: number): bigint {
  return BigInt(table.readUpperUInt32LE(index)) * 2n ** 32n + BigInt(table.readUInt32LE(index));
}

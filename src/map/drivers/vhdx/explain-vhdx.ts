import type { Lookup } from '../../node/lookup.ts';
import { type BlockTable, fullyPresent, hostOf, indexOf, stateOf } from './block-table.ts';

/** The states of a block as section 2.5.1.1 of the specification of VHDX calls them. qemu tells map of none of them. */
const states: ReadonlyMap<number, string> = new Map([
  [0, 'not present'],
  [1, 'undefined'],
  [2, 'zero'],
  [3, 'unmapped'],
  [fullyPresent, 'fully present'],
  [7, 'partially present'],
]);

/** How the block allocation table describes a guest offset. */
export function explainVhdx(offset: bigint, table: BlockTable): Lookup {
  const { entries, blockBytes, ratio } = table;
  const bytes = BigInt(blockBytes);
  const block = offset / bytes;
  const index = Number(indexOf(block, table));
  const unit = { name: 'block', index: block, bytes: blockBytes, byte: Number(offset % bytes) };
  // qemu counts entries in 32 bits, so that the blocks of a disk can be more.
  if (index >= entries.entries) return { unit, state: 'without an entry', entries: [] };
  const [lower, upper] = [entries.readUInt32LE(index), entries.readUpperUInt32LE(index)];
  const state = states.get(stateOf(lower)) ?? 'reserved';
  const host = hostOf(lower, upper);
  const meaning = host === 0 ? state : `${state}, block at 0x${host.toString(16)}`;
  const word = (BigInt(upper) << 32n) | BigInt(lower);
  const ofBlock = { table: 'BAT', ...entries.entryAt(index, word), meaning };
  // Behind them comes the entry of a bitmap.
  const untilBitmap = ratio - Number(block % BigInt(ratio));
  return { unit, state, entries: [ofBlock], equal: Math.min(entries.countEqual(index), untilBitmap) };
}

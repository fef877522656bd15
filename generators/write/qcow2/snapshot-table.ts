import type { Snapshot } from '../../recipe/recipe.ts';
import { putInteger } from '../integer.ts';
import type { Qcow2Layout } from './layout/qcow2-layout.ts';

/** Bytes of an entry before its extra data, id and name. */
const fixedLength = 40;
/** Bytes of extra data, which version 3 demands: the size of the VM state and the virtual size of the disk, 8 each. */
const extraLength = 16;

/**
 * The snapshot table (section "Snapshots" of the specification docs/interop/qcow2). Each snapshot has its L1 table, an
 * id counted from 1, a name, no date and no VM state.
 */
export function encodeSnapshotTable(snapshots: readonly Snapshot[], layout: Qcow2Layout): Buffer {
  const entries = snapshots.map((snapshot, index) => {
    const { l1 } = layout.snapshots.mappings[index]!;
    const { id, name } = textsOf(snapshot, index);
    const entry = Buffer.alloc(entryLength(snapshot, index));
    putInteger(entry, { at: 0, width: 8 }, l1.offset);
    putInteger(entry, { at: 8, width: 4 }, l1.entries);
    entry.writeUInt16BE(id.length, 12);
    entry.writeUInt16BE(name.length, 14);
    putInteger(entry, { at: 36, width: 4 }, extraLength);
    putInteger(entry, { at: fixedLength + 8, width: 8 }, layout.virtualSize);
    Buffer.concat([id, name]).copy(entry, fixedLength + extraLength);
    return entry;
  });
  return Buffer.concat(entries);
}

/** Length of the table in bytes. */
export function snapshotTableLength(snapshots: readonly Snapshot[]): number {
  return snapshots.reduce((sum, snapshot, index) => sum + entryLength(snapshot, index), 0);
}

/** The start of each entry, in bytes from the start of the table. */
export function snapshotEntryPlaces(snapshots: readonly Snapshot[]): number[] {
  return snapshots.map((_, index) => snapshotTableLength(snapshots.slice(0, index)));
}

/** Padded to a multiple of 8. */
function entryLength(snapshot: Snapshot, index: number): number {
  const { id, name } = textsOf(snapshot, index);
  return Math.ceil((fixedLength + extraLength + id.length + name.length) / 8) * 8;
}

function textsOf({ name }: Snapshot, index: number): { id: Buffer; name: Buffer } {
  return { id: Buffer.from(String(index + 1)), name: Buffer.from(name) };
}

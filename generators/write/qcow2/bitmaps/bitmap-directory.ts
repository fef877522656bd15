import type { DirtyBitmap } from '../../../recipe/recipe.ts';
import { putInteger } from '../../integer.ts';

/** Bytes of an entry before its name. */
const fixedLength = 24;
const flags = { inUse: 1, auto: 2 };
const trackingType = 1;

/** The table of a bitmap: where it stands, in bytes of the file, and how many entries it has. */
export interface BitmapTable {
  readonly table: bigint;
  readonly entries: number;
}

/** The bitmap directory (section "Bitmap directory" of the specification docs/interop/qcow2). */
export function encodeBitmapDirectory(
  bitmaps: readonly DirtyBitmap[],
  tables: readonly BitmapTable[],
): Buffer {
  const entries = bitmaps.map((bitmap, index) => {
    const { table, entries: count } = tables[index]!;
    const name = Buffer.from(bitmap.name);
    const entry = Buffer.alloc(entryLength(bitmap));
    putInteger(entry, { at: 0, width: 8 }, table);
    putInteger(entry, { at: 8, width: 4 }, count);
    putInteger(entry, { at: 12, width: 4 }, flagsOf(bitmap));
    putInteger(entry, { at: 16, width: 1 }, trackingType);
    putInteger(entry, { at: 17, width: 1 }, Math.log2(bitmap.granularity));
    putInteger(entry, { at: 18, width: 2 }, name.length);
    name.copy(entry, fixedLength);
    return entry;
  });
  return Buffer.concat(entries);
}

/** Length of the directory in bytes. */
export function bitmapDirectoryLength(bitmaps: readonly DirtyBitmap[]): number {
  return bitmaps.reduce((sum, bitmap) => sum + entryLength(bitmap), 0);
}

/** The start of each entry, in bytes from the start of the directory. */
export function bitmapEntryPlaces(bitmaps: readonly DirtyBitmap[]): number[] {
  return bitmaps.map((_, index) => bitmapDirectoryLength(bitmaps.slice(0, index)));
}

/** Padded to a multiple of 8. */
function entryLength({ name }: DirtyBitmap): number {
  return Math.ceil((fixedLength + Buffer.byteLength(name)) / 8) * 8;
}

function flagsOf({ disabled, inUse }: DirtyBitmap): number {
  return (inUse ? flags.inUse : 0) + (disabled ? 0 : flags.auto);
}

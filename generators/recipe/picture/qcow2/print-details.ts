import { printByteSize } from '../../byte-size.ts';
import type { DirtyBitmap, Qcow2Layer } from '../../recipe.ts';
import { printSlots } from '../print/print-slots.ts';
import { printRow } from '../row/print-row.ts';
import { printWord } from '../text/word.ts';

/** The indented lines of a qcow2 layer: host slots, header extensions, snapshots, bitmaps. */
export function printDetails({ slots, extensions = [], snapshots = [], bitmaps = [] }: Qcow2Layer): string[] {
  return [
    ...(slots === undefined ? [] : [printSlots(slots)]),
    ...extensions.map(({ type, data }) => `ext 0x${type.toString(16).padStart(8, '0')} = ${printWord(data)}`),
    ...snapshots.map(({ name, cells }) => `snapshot ${printWord(name)} |${printRow(cells)}|`),
    ...bitmaps.map(bitmap => `bitmap ${bitmapWords(bitmap).join(' ')} |${printRow(bitmap.cells)}|`),
  ];
}

function bitmapWords({ name, granularity, disabled, inUse }: DirtyBitmap): string[] {
  return [
    printWord(name),
    printByteSize(BigInt(granularity)),
    ...(disabled ? ['disabled'] : []),
    ...(inUse ? ['in-use'] : []),
  ];
}

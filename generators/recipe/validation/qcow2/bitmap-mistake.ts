import { byteLength } from '../../byte-length.ts';
import { cellCount } from '../../cells/cell-row.ts';
import { bitCount, bitmapEntries, granularityPowers, longestBitmapName } from '../../qcow2/bitmap-shape.ts';
import type { CellRun, DirtyBitmap, Qcow2Layer } from '../../recipe.ts';
import { rowMistake } from '../row-mistake.ts';
import { textMistake } from '../text-mistake.ts';
import type { Complaint } from '../validity.ts';

/** The most bytes of bits that qemu takes. */
const mostBytes = 0x20000000;

const states: readonly CellRun['state'][] = ['unallocated', 'zero-plain', 'data', 'data-hole'];

/** What is wrong with the dirty bitmaps of a layer. */
export function bitmapMistake(layer: Qcow2Layer): Complaint {
  const { bitmaps = [], skeleton } = layer;
  for (const [index, bitmap] of bitmaps.entries()) {
    const mistake = (message: string): Complaint => ({ part: 'bitmaps', index, message });
    if (skeleton) return mistake('a skeleton has no bitmaps');
    const name = nameMistake(bitmap);
    if (name !== undefined) return mistake(name);
    if (bitmaps.slice(0, index).some(other => other.name === bitmap.name))
      return mistake('two bitmaps have this name');
    const shape = shapeMistake(layer, bitmap);
    if (shape !== undefined) return mistake(shape);
  }
  return undefined;
}

function nameMistake({ name }: DirtyBitmap): string | undefined {
  const text = textMistake(name);
  if (text !== undefined) return `the name of the bitmap ${text}`;
  const bytes = byteLength(name);
  return bytes >= 1 && bytes <= longestBitmapName
    ? undefined
    : `the name of a bitmap has 1 to ${longestBitmapName} bytes`;
}

function shapeMistake(layer: Qcow2Layer, bitmap: DirtyBitmap): string | undefined {
  const power = Math.log2(bitmap.granularity);
  if (!Number.isInteger(power) || power < granularityPowers.least || power > granularityPowers.most)
    return 'a bit covers a power of two guest bytes, 512 to 2G';
  const row = rowMistake(bitmap.cells, ({ state }) =>
    states.includes(state) ? undefined : 'the cells of a bitmap are . 0 # and ~',
  );
  if (row !== undefined) return row.message;
  const [own, bits] = [cellCount(bitmap.cells), bitCount(layer, bitmap)];
  if (bits === 0) return 'an image of no bytes has no bitmaps';
  if (own > bits) return `the bitmap has ${own} bits, its layer only room for ${bits}`;
  if (bitmapEntries(layer, bitmap) * layer.unit > mostBytes)
    return `the bits of a bitmap take at most ${mostBytes} bytes`;
  return undefined;
}

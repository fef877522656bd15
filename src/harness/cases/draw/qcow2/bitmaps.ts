import { quoteWord } from '../../../../../generators/recipe/picture/text/word.ts';
import type { CellRun, DirtyBitmap, Qcow2Layer } from '../../../../../generators/recipe/recipe.ts';
import { bitmapMistake } from '../../../../../generators/recipe/validation/qcow2/bitmap-mistake.ts';
import { toText } from '../../../../map/basics/byte-string.ts';
import {
  type DirtyArea,
  joinedAreas,
  type DirtyBitmap as StoredBitmap,
} from '../../../../map/node/dirty-bitmap.ts';

/** Dirty bitmaps as the notation has them, and a note for each that is lost. */
interface DrawnBitmaps {
  readonly bitmaps: readonly DirtyBitmap[];
  readonly losses: readonly string[];
}

/** Nobody reads the picture of more: qemu takes 65,535. */
const mostBitmaps = 256;
/** Runs of bits in a row. */
const mostRuns = 10_000;

/**
 * Draws the dirty bitmaps of a layer: which bits are set, not by which entries of a table. Of a bitmap in use no bit means anything. One
 * that no recipe can hold is left out, and all of them are if there are too many.
 *
 * @param layer the layer without its bitmaps
 */
export function drawBitmaps(stored: readonly StoredBitmap[], layer: Qcow2Layer): DrawnBitmaps {
  if (stored.length > mostBitmaps)
    return { bitmaps: [], losses: [`its ${stored.length} bitmaps are left out`] };
  const bitmaps: DirtyBitmap[] = [];
  const losses: string[] = [];
  for (const bitmap of stored) {
    const drawn = drawBitmap(bitmap);
    const mistake =
      drawn.cells.length > mostRuns
        ? { message: `it has more than ${mostRuns} runs of bits` }
        : bitmapMistake({ ...layer, bitmaps: [...bitmaps, drawn] });
    if (mistake === undefined) bitmaps.push(drawn);
    else losses.push(`its bitmap ${quoteWord(drawn.name)} is left out: ${mistake.message}`);
  }
  return { bitmaps, losses };
}

function drawBitmap({ name, granularity, isDisabled, isInconsistent, areas }: StoredBitmap): DirtyBitmap {
  return {
    name: toText(name),
    granularity,
    ...(isDisabled && { disabled: true }),
    ...(isInconsistent && { inUse: true }),
    cells: isInconsistent ? [] : setBits(joinedAreas(areas()), granularity),
  };
}

/** The runs of bits, up to the last one that is set. There are more than may be drawn if there are too many. */
function setBits(areas: Iterable<DirtyArea>, granularity: number): CellRun[] {
  const cells: CellRun[] = [];
  let reached = 0;
  for (const { start, end } of areas) {
    const [first, next] = [start / granularity, Math.ceil(end / granularity)];
    if (first > reached) cells.push({ state: 'unallocated', count: first - reached });
    cells.push({ state: 'data', count: next - first });
    if (cells.length > mostRuns) break;
    reached = next;
  }
  return cells;
}

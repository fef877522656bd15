import { cellCount } from '../cells/cell-row.ts';
import type { Layer } from '../recipe.ts';
import { defaultSize, virtualSize } from '../virtual-size.ts';
import { rowMistake } from './row-mistake.ts';
import { rulesOf } from './rules.ts';
import type { Complaint } from './validity.ts';

/** File sizes are signed 64-bit numbers everywhere in qemu. */
const largestSize = (1n << 63n) - 1n;

/** What is wrong with the unit, the cells and the size, which layers of every format have. */
export function shapeMistake(layer: Layer): Complaint {
  if (!Number.isSafeInteger(layer.unit) || layer.unit < 1)
    return { part: 'unit', message: 'the unit must be a whole number of bytes' };
  return cellsMistake(layer) ?? sizeMistake(layer);
}

function cellsMistake(layer: Layer): Complaint {
  const mistake = rowMistake(layer.cells, run => rulesOf(layer).cellMistake(layer, run));
  if (mistake !== undefined) return { part: 'cells', ...mistake };
  if (defaultSize(layer) > largestSize)
    return { part: 'cells', index: layer.cells.length - 1, message: 'the row ends beyond 2^63 bytes' };
  return undefined;
}

function sizeMistake(layer: Layer): Complaint {
  const size = virtualSize(layer);
  if (size < 0n || size > largestSize)
    return { part: 'size', message: 'the size must be between 0 and 2^63 - 1 bytes' };
  const cells = cellCount(layer.cells);
  if (cells > 0 && BigInt(cells - 1) * BigInt(layer.unit) >= size)
    return { part: 'size', message: `the size ends before the last of the ${cells} cells begins` };
  return undefined;
}

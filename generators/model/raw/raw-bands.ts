import type { RawLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import type { Band } from '../view.ts';

/**
 * A raw file as its host shows it: data in every block of the file that holds a byte of data, up to the end of the file,
 * and holes elsewhere up to `length`. Holes read as zeros and have an offset like data.
 */
export function rawBands(layer: RawLayer, length: bigint, holeGranularity: bigint): Band[] {
  const bands: Band[] = [];
  let end = 0n;
  const add = (state: 'zero' | 'data', to: bigint): void => {
    if (to > end) bands.push({ start: end, end: to, state, offset: end });
    if (to > end) end = to;
  };
  for (const [from, to] of dataBlocks(layer, holeGranularity)) {
    add('zero', from);
    add('data', to);
  }
  add('zero', length);
  return bands;
}

/** The data cells, widened to whole blocks within the file: from, to in bytes. */
function dataBlocks(layer: RawLayer, block: bigint): [bigint, bigint][] {
  const size = virtualSize(layer);
  const blocks: [bigint, bigint][] = [];
  let start = 0n;
  for (const { state, count } of layer.cells) {
    const end = start + BigInt(count) * BigInt(layer.unit);
    if (state === 'data' && start < size) {
      const from = (start / block) * block;
      const to = ((smaller(end, size) + block - 1n) / block) * block;
      blocks.push([from, smaller(to, size)]);
    }
    start = end;
  }
  return blocks;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

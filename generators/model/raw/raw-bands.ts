import type { RawLayer } from '../../recipe/recipe.ts';
import { virtualSize } from '../../recipe/virtual-size.ts';
import type { Band } from '../band.ts';

/**
 * A raw file as its host shows it: each block with a byte of data is data, up to the end of the file. Everything else up to
 * `length` is a hole. Holes read as zeros and have an offset, as data has.
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

/** The data cells, widened to whole blocks within the file: pairs of first byte and end. */
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

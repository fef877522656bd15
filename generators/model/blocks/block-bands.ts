import type { BlockLayer } from '../../recipe/recipe.ts';
import { blockLayoutOf } from '../../write/blocks/block-files.ts';
import { placeOfSlot } from '../../write/blocks/block-layout.ts';
import { placedBlocks } from '../../write/blocks/placed-blocks.ts';
import type { Band } from '../band.ts';
import type { Occupied } from './occupied.ts';

/**
 * The answers of a layer for the blocks that aren't unallocated, or of one of its extents.
 *
 * @param occupied the parts of the file that aren't holes; undefined: map doesn't look for holes
 */
export function blockBands(layer: BlockLayer, occupied: readonly Occupied[] | undefined): Band[] {
  const layout = blockLayoutOf(layer);
  const unit = BigInt(layer.unit);
  return [...placedBlocks(layer)].flatMap(({ index, cell, slot }): Band[] => {
    const start = BigInt(index) * unit;
    const bytes = { start, end: start + unit };
    if (cell.state === 'compressed') return [{ ...bytes, state: 'compressed' }];
    if (slot === undefined || cell.state === 'zero-allocated') return [{ ...bytes, state: 'zero' }];
    const band: Band = { ...bytes, state: 'data', offset: BigInt(placeOfSlot(layout, slot)) };
    return occupied === undefined ? [band] : withHoles(band, occupied);
  });
}

/** Data, cut where the file has holes. */
function withHoles({ start, end, offset = 0n }: Band, occupied: readonly Occupied[]): Band[] {
  const bands: Band[] = [];
  let at = start;
  const upTo = (to: bigint, state: 'data' | 'hollow'): void => {
    const stop = to < end ? to : end;
    if (stop <= at) return;
    bands.push({ start: at, end: stop, state, offset: offset + (at - start) });
    at = stop;
  };
  for (const { from, to } of occupied) {
    upTo(start + from - offset, 'hollow');
    upTo(start + to - offset, 'data');
  }
  upTo(end, 'hollow');
  return bands;
}

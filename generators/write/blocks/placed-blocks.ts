import { hasHostSlot } from '../../recipe/cells/cell-row.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { clusterCount } from '../../recipe/virtual-size.ts';
import { type Span, spansOf } from '../spans.ts';
import { WriteError } from '../write-error.ts';

/** A block that has an entry of its own in the tables. */
export interface PlacedBlock {
  /** Its number in the guest. */
  readonly index: number;
  readonly cell: Span;
  /** Undefined: it has no place in the file. */
  readonly slot: number | undefined;
}

/** A table of this many entries takes 64 MiB or 128 MiB. Larger ones would fill the disk. */
const mostEntries = 2 ** 24;

/** The blocks of a layer that aren't unallocated, in guest order. */
export function* placedBlocks(layer: BlockLayer): Generator<PlacedBlock> {
  for (const cell of spansOf(layer, layer.cells)) {
    for (let i = 0; i < cell.count; i++) {
      const ordinal = cell.ordinal + i;
      const slot = hasHostSlot(cell) ? (layer.slots?.[ordinal] ?? ordinal) : undefined;
      yield { index: cell.guest + i, cell, slot };
    }
  }
}

/** The number of slots that a file has room for: up to the last one that is taken. */
export function slotCount(layer: BlockLayer): number {
  let count = 0;
  for (const { slot = -1 } of placedBlocks(layer)) count = Math.max(count, slot + 1);
  return count;
}

/**
 * The number of entries in a table with an entry for each block of a layer.
 *
 * @throws WriteError `too-large`
 */
export function entryCount(layer: BlockLayer): number {
  const count = clusterCount(layer);
  if (count <= mostEntries) return Number(count);
  throw new WriteError('too-large', `${layer.name}: a table of ${count} entries is too large to be written`);
}

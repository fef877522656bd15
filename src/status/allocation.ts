import type { Chain } from '../chain/chain.ts';
import { dataBit, synthesisedBit, zeroBit } from '../format/runs.ts';
import { LayerCursor } from './layer-cursor.ts';

/** Which layer a stretch of a chain belongs to, as an NBD server sees it. Bytes; one record is filled anew. */
export interface Allocation {
  start: number;
  length: number;
  /** How many layers from the top the owner is, filters among them: 1 for the top, 0 where no layer has anything. */
  owner: number;
  zero: boolean;
  data: boolean;
}

export function emptyAllocation(): Allocation {
  return { start: 0, length: 0, owner: 0, zero: false, data: false };
}

/**
 * The walk down a chain for NBD's contexts (bdrv_common_block_status_above, 5.2 to 11.1). It asks further than map's: a
 * layer that ends before the stretch owns it. Past its end that layer reads as zeros, and what is below doesn't show.
 */
export class AllocationWalk {
  readonly #cursors: readonly LayerCursor[];
  readonly #asksForHoles: boolean;

  /**
   * @param asksForHoles whether holes of host files count: data that the host has as a hole is zero too. If not, what the
   * tables alone say: a file has all of its bytes.
   */
  constructor(chain: Chain, asksForHoles: boolean) {
    this.#cursors = chain.layers.map(layer => new LayerCursor(layer, asksForHoles));
    this.#asksForHoles = asksForHoles;
  }

  /**
   * Fills `allocation` with the stretch that begins at `offset`, no longer than up to `end`.
   *
   * @throws MetadataError where the tables of a layer can't be followed
   */
  at(offset: number, end: number, allocation: Allocation): void {
    allocation.start = offset;
    allocation.zero = true;
    allocation.data = false;
    let until = end;
    let filters = 0;
    for (const [depth, cursor] of this.#cursors.entries()) {
      const { virtualSize, supportsBacking, isPlain } = cursor.layer;
      allocation.owner = depth + filters + 1;
      if (offset >= virtualSize) break;
      if (!this.#asksForHoles && isPlain) {
        until = Math.min(until, virtualSize);
        break;
      }
      cursor.moveTo(offset, until);
      until = Math.min(until, cursor.end);
      const data = (cursor.kind & dataBit) !== 0;
      const zero = (cursor.kind & zeroBit) !== 0;
      allocation.zero = zero || (!data && supportsBacking);
      allocation.data = data;
      if (data || (zero && (cursor.kind & synthesisedBit) === 0)) break;
      allocation.owner = 0;
      filters += cursor.layer.filters ?? 0;
    }
    allocation.length = until - offset;
  }
}

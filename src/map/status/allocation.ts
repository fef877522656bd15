import type { Chain } from '../chain/chain.ts';
import { dataBit, synthesisedBit, zeroBit } from '../kernel/bits.ts';
import { Kernel } from '../kernel/kernel.ts';
import type { KernelLayer } from '../kernel/kernel-layer.ts';
import { addLayers } from './add-layers.ts';

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
  readonly #images: Chain['layers'];
  readonly #kernel = Kernel.take();
  readonly #layers: readonly KernelLayer[];
  readonly #asksForHoles: boolean;

  /**
   * @param asksForHoles whether holes of host files count: data that the host has as a hole is zero too. If not, what the
   * tables alone say: a file has all of its bytes.
   */
  constructor(chain: Chain, asksForHoles: boolean) {
    this.#images = chain.layers;
    this.#layers = addLayers(this.#kernel, chain.layers, asksForHoles);
    this.#asksForHoles = asksForHoles;
  }

  /** To be called once, when the walk is over. */
  close(): void {
    this.#kernel.release();
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
    for (const [depth, image] of this.#images.entries()) {
      const { virtualSize, supportsBacking, isPlain } = image;
      allocation.owner = depth + filters + 1;
      if (offset >= virtualSize) break;
      if (!this.#asksForHoles && isPlain) {
        until = Math.min(until, virtualSize);
        break;
      }
      const { end: stretchEnd, kind } = this.#layers[depth]!.stretchAt(offset, until);
      until = Math.min(until, stretchEnd);
      const data = (kind & dataBit) !== 0;
      const zero = (kind & zeroBit) !== 0;
      allocation.zero = zero || (!data && supportsBacking);
      allocation.data = data;
      if (data || (zero && (kind & synthesisedBit) === 0)) break;
      allocation.owner = 0;
      filters += image.filters ?? 0;
    }
    allocation.length = until - offset;
  }
}

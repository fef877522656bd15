import { dataBit, synthesisedBit, zeroBit } from '../../kernel/bits.ts';
import { Kernel } from '../../kernel/kernel.ts';
import type { KernelLayer } from '../../kernel/kernel-layer.ts';
import type { ImageFormat } from '../image-format.ts';
import { addLayers, type ZerosBy } from './add-layers.ts';

/**
 * The layer of a chain that owns a range, and what it holds, as an NBD server sees it. `start` and `length` are bytes.
 * The fields are mutable so that a walk fills one object again and again.
 */
export interface Allocation {
  start: number;
  length: number;
  /** The owner, counted from the top with filters included: 1 is the top; 0 if no layer allocates the range. */
  owner: number;
  zero: boolean;
  data: boolean;
}

/** An allocation to be filled. */
export function emptyAllocation(): Allocation {
  return { start: 0, length: 0, owner: 0, zero: false, data: false };
}

/**
 * The walk down a chain for the metadata contexts of NBD (bdrv_common_block_status_above, 5.2 to 11.1). In contrast to the
 * walk of map, a layer owns what lies past its end: it reads as zeros there and hides the layers below it.
 */
export class AllocationWalk {
  readonly #images: readonly ImageFormat[];
  readonly #kernel = Kernel.take();
  readonly #layers: readonly KernelLayer[];
  readonly #zerosBy: ZerosBy;

  /**
   * @param images from the top down
   * @param zerosBy where the tables alone decide, a plain file allocates all of its bytes
   */
  constructor(images: readonly ImageFormat[], zerosBy: ZerosBy) {
    this.#images = images;
    this.#layers = addLayers(this.#kernel, images, zerosBy, 'filters');
    this.#zerosBy = zerosBy;
  }

  /** Ends the walk. To be called once. */
  close(): void {
    this.#kernel.release();
  }

  /**
   * Fills `allocation` with the range that begins at the guest byte `offset` and ends at `end` or before it.
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
      if (this.#zerosBy === 'tables' && isPlain) {
        until = Math.min(until, virtualSize);
        break;
      }
      const answer = this.#layers[depth]!.answerAt(offset, until);
      until = Math.min(until, answer.end);
      const data = (answer.kind & dataBit) !== 0;
      const zero = (answer.kind & zeroBit) !== 0;
      allocation.zero = zero || (!data && supportsBacking);
      allocation.data = data;
      if (data || (zero && (answer.kind & synthesisedBit) === 0)) break;
      allocation.owner = 0;
      filters += image.filters ?? 0;
    }
    allocation.length = until - offset;
  }
}

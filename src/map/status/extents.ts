import type { Chain } from '../chain/chain.ts';
import { noOffset } from '../kernel/bits.ts';
import { Kernel } from '../kernel/kernel.ts';
import { addLayers } from '../node/walk/add-layers.ts';
import type { Profile } from '../profile/profile.ts';
import { type ExtentFlags, printedFlags, readExtentFlags } from './extent-flags.ts';
import type { Range } from './window.ts';

/** How many extents are found at a time, the unfinished one included. As JSON these make a good chunk of output. */
const usualCapacity = 512;

const unlimited = 2 ** 31 - 1;

/**
 * The merged extents of a range, found in batches. Extents are no objects: the methods read the current batch in the
 * memory of the kernel, by index.
 */
export class Extents {
  readonly kernel: Kernel = Kernel.take();
  readonly #exports = this.kernel.exports;
  readonly #steps: number;
  /** The error that ended the walk. It is thrown after the last complete batch. */
  #failure: { readonly error: unknown } | undefined;

  /**
   * @param range not empty
   * @param capacity extents in a batch, the unfinished one included. With 2 the walk is never ahead of qemu-img: a
   * caller that stops at an extent then gets no report of damage after it
   * @param steps of the walk for a batch at most, each as far as one L2 table of the layer that decides reaches. A batch may then hold
   * no complete extent
   */
  constructor(
    chain: Chain,
    range: Range,
    profile: Profile,
    capacity: number = usualCapacity,
    steps: number = unlimited,
  ) {
    this.#steps = steps;
    addLayers(this.kernel, chain.layers, 'tables and holes');
    this.#exports.begin(range.start, range.end, capacity, printedFlags(profile));
  }

  /**
   * Goes on to the next batch.
   *
   * @returns false if there is none
   * @throws MetadataError if the tables of a layer can't be followed; the unfinished extent is lost, as in qemu-img
   * @throws Abort where qemu-img aborts
   * @throws Unsupported where the walk needs what this library lacks
   */
  more(): boolean {
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#exports.isDone() !== 0) return false;
    try {
      this.#exports.next(this.#steps);
    } catch (error) {
      this.#failure = { error };
      this.#exports.discardUnfinished();
    }
    return true;
  }

  /** Ends the walk. To be called once. */
  close(): void {
    this.kernel.release();
  }

  /** The number of extents in the batch. */
  get count(): number {
    return this.#exports.complete.value;
  }

  /** The first guest byte of the extent at `index`. */
  start(index: number): bigint {
    return this.#exports.start(index);
  }

  /** Its length in bytes, at least 1. */
  length(index: number): bigint {
    return this.#exports.length(index);
  }

  /** The host offset of its start, in the file of the layer that decides, in bytes; undefined if it has none. */
  offset(index: number): bigint | undefined {
    const offset = this.#exports.offset(index);
    return offset === BigInt(noOffset) ? undefined : offset;
  }

  /** The number of the file that its host offset refers to; see `ImageFormat.extents`. */
  file(index: number): number {
    return this.#exports.file(index);
  }

  /** Its depth and flags. */
  flags(index: number): ExtentFlags {
    return readExtentFlags(this.#exports.flags(index));
  }
}

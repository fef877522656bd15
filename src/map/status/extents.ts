import type { Chain } from '../chain/chain.ts';
import { noOffset } from '../kernel/bits.ts';
import { Kernel } from '../kernel/kernel.ts';
import type { Profile } from '../profile/profile.ts';
import { addLayers } from './add-layers.ts';
import { printedBits } from './telling.ts';
import type { Range } from './window.ts';

/** How many are found at a time, the one that may go on included: as JSON they are a chunk of output. */
const usualCapacity = 512;

/**
 * The merged extents of a range, some at a time and without an object for each: those that `more` found last are in the
 * kernel, by their index.
 */
export class Extents {
  readonly kernel: Kernel = Kernel.take();
  readonly #exports = this.kernel.exports;
  /** What ended the walk, if it isn't its end. */
  #failure: { readonly error: unknown } | undefined;

  /**
   * @param range not empty
   * @param capacity 2 finds one at a time, and looks no farther than qemu-img has looked when it prints it: for those who
   * may end there, before damage that would be spoken of
   */
  constructor(chain: Chain, range: Range, profile: Profile, capacity: number = usualCapacity) {
    addLayers(this.kernel, chain.layers, true);
    this.#exports.begin(range.start, range.end, capacity, printedBits(profile));
  }

  /**
   * Goes on to the next extents; false where there are none.
   *
   * @throws MetadataError; the extent that was begun is lost then, as in qemu-img
   */
  more(): boolean {
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#exports.isDone() !== 0) return false;
    try {
      this.#exports.next();
    } catch (error) {
      this.#failure = { error };
      this.#exports.settleBroken();
    }
    return true;
  }

  /** To be called once, when none of them is needed any more. */
  close(): void {
    this.kernel.release();
  }

  /** How many there are. */
  get count(): number {
    return this.#exports.complete.value;
  }

  /** Where the extent at `index` begins: a guest byte. */
  start(index: number): bigint {
    return this.#exports.start(index);
  }

  /** Its bytes, at least 1. */
  length(index: number): bigint {
    return this.#exports.length(index);
  }

  /** Where its start is in the file of the layer that decides, in bytes; undefined where there is no such place. */
  offset(index: number): bigint | undefined {
    const offset = this.#exports.offset(index);
    return offset === BigInt(noOffset) ? undefined : offset;
  }

  /** What it is, for `readTelling`. */
  telling(index: number): number {
    return this.#exports.telling(index);
  }
}

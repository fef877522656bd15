import type { Chain } from '../chain/chain.ts';
import { compressedBit, dataBit, noOffset, zeroBit } from '../format/runs.ts';
import type { Profile } from '../profile/profile.ts';
import { emptyStep, presentBit, type Step } from './step.ts';
import { Walk } from './walk.ts';
import type { Range } from './window.ts';

const sector = 512n;

/**
 * The merged extents of a range, one after the other, without an object for each.
 *
 * The walk is over whole sectors, whose borders are exact as doubles at any size. What the range leaves out of the
 * first and of the last sector is kept apart: an extent exactly begins at `extent.start + startCut` and has
 * `extent.length - startCut - endCut` bytes.
 */
export class Extents {
  readonly #walk: Walk;
  /** The flags that keep extents apart: those that are printed. */
  readonly #telling: number;
  readonly #from: number;
  readonly #to: number;
  /** Bytes of the first and of the last sector that are outside of the range. */
  readonly #before: number;
  readonly #after: number;
  #position: number;
  /** Begun, and as long as what follows merges with it not known to be complete. */
  #pending: Step;
  #step: Step = emptyStep(0);
  /** What `next` found; valid until it is called again. */
  extent: Step;
  /** Nothing follows `extent`. */
  last = false;

  /** @param range not empty */
  constructor(chain: Chain, range: Range, profile: Profile) {
    const from = range.start - (range.start % sector);
    const to = range.end + ((sector - (range.end % sector)) % sector);
    this.#walk = new Walk(chain);
    this.#telling =
      dataBit | zeroBit | (profile.presentKey ? presentBit : 0) | (profile.compressedKey ? compressedBit : 0);
    this.#from = Number(from);
    this.#to = Number(to);
    this.#before = Number(range.start - from);
    this.#after = Number(to - range.end);
    this.#position = this.#from;
    this.#pending = emptyStep(this.#from);
    this.extent = emptyStep(this.#from);
  }

  /**
   * Goes on to the next extent; false where there is none.
   *
   * @throws MetadataError; the extent that was begun is lost then, as in qemu-img
   */
  next(): boolean {
    while (this.#to - this.#position > this.#after) {
      const step = this.#step;
      this.#walk.stepAt(this.#position, this.#to, step);
      this.#position += step.length;
      if (this.#position - this.#from <= this.#before) continue;
      const pending = this.#pending;
      if (mergeable(pending, step, this.#telling)) {
        pending.length += step.length;
        continue;
      }
      this.#step = this.extent;
      this.extent = pending;
      this.#pending = step;
      if (pending.length > 0) return true;
    }
    this.extent = this.#pending;
    this.#pending = emptyStep(this.#to);
    this.last = true;
    return this.extent.length > 0;
  }

  /** Bytes at the beginning of `extent` that are outside of the range: 0 to 511. */
  get startCut(): number {
    return Math.max(0, this.#before - (this.extent.start - this.#from));
  }

  /** Bytes at the end of `extent` that are outside of the range: 0 to 511. */
  get endCut(): number {
    return Math.max(0, this.#after - (this.#to - (this.extent.start + this.extent.length)));
  }
}

/**
 * Whether map prints both as one. What a version doesn't print doesn't keep extents apart either. The file needs no
 * comparing: it is that of the layer at the depth.
 */
function mergeable(pending: Step, step: Step, telling: number): boolean {
  return (
    pending.length > 0 &&
    ((pending.flags ^ step.flags) & telling) === 0 &&
    pending.depth === step.depth &&
    (pending.offset === noOffset
      ? step.offset === noOffset
      : step.offset !== noOffset && pending.offset + pending.length === step.offset)
  );
}

import type { Chain } from '../chain/chain.ts';
import { compressedBit, dataBit, zeroBit } from '../format/runs.ts';
import type { Profile } from '../profile/profile.ts';
import { presentBit, Steps, tellingMask } from './steps.ts';
import { Walk } from './walk.ts';
import type { Range } from './window.ts';

const sector = 512n;

/**
 * The merged extents of a range, some at a time and without an object for each: those that `more` found are in the arrays of
 * `steps`, from `first` up to, not including, `end`.
 *
 * The walk is over whole sectors, whose borders are exact as doubles at any size. What the range leaves out of the
 * first and of the last sector is kept apart: an extent exactly begins `startCut` bytes after the start that stands there, and
 * is as much and `endCut` bytes shorter.
 */
export class Extents {
  readonly steps: Steps;
  first = 0;
  /** Of the last of `steps` it isn't known that it is complete as long as what follows may merge with it. */
  end = 0;
  readonly #walk: Walk;
  /** What keeps extents apart: what is printed. */
  readonly #mask: number;
  readonly #from: number;
  readonly #to: number;
  /** Bytes of the first and of the last sector that are outside of the range. */
  readonly #before: number;
  readonly #after: number;
  /** What ended the walk, if it isn't its end. */
  #failure: { readonly error: unknown } | undefined;

  /**
   * @param range not empty
   * @param capacity how many extents are found at a time, the one that may go on included: 2 look no farther than qemu-img
   * has looked when it prints one, for those who may end there, before damage that would be spoken of
   */
  constructor(chain: Chain, range: Range, profile: Profile, capacity?: number) {
    this.steps = new Steps(capacity);
    const from = range.start - (range.start % sector);
    const to = range.end + ((sector - (range.end % sector)) % sector);
    this.#from = Number(from);
    this.#to = Number(to);
    this.#before = Number(range.start - from);
    this.#after = Number(to - range.end);
    this.#walk = new Walk(chain, this.#from, this.#to, this.#after);
    this.#mask = tellingMask(
      dataBit | zeroBit | (profile.presentKey ? presentBit : 0) | (profile.compressedKey ? compressedBit : 0),
    );
  }

  /**
   * Goes on to the next extents; false where there are none.
   *
   * @throws MetadataError; the extent that was begun is lost then, as in qemu-img
   */
  more(): boolean {
    const { steps } = this;
    do {
      if (this.#failure !== undefined) throw this.#failure.error;
      if (this.end > 0 && this.end === steps.count) return false;
      steps.keepLast();
      try {
        this.#walk.goOn(steps, this.#mask);
      } catch (error) {
        this.#failure = { error };
      }
      this.end = steps.count - (this.#failure === undefined && this.#walk.atEnd ? 0 : 1);
      this.first = 0;
      while (this.first < this.end && this.#isBefore(this.first)) this.first++;
    } while (this.first >= this.end);
    return true;
  }

  /** Whether an extent ends before the range begins, in its first sector. */
  #isBefore(index: number): boolean {
    const { starts, lengths } = this.steps;
    return starts[index]! - this.#from + lengths[index]! <= this.#before;
  }

  /** Whether nothing follows the extent at `index`. */
  isLast(index: number): boolean {
    return index === this.steps.count - 1;
  }

  /** Bytes at the beginning of the extent at `index` that are outside of the range: 0 to 511. */
  startCut(index: number): number {
    if (this.#before === 0) return 0;
    const cut = this.#before - (this.steps.starts[index]! - this.#from);
    return cut > 0 ? cut : 0;
  }

  /** Bytes at its end that are outside of the range: 0 to 511. */
  endCut(index: number): number {
    if (this.#after === 0) return 0;
    const { starts, lengths } = this.steps;
    const cut = this.#after - (this.#to - (starts[index]! + lengths[index]!));
    return cut > 0 ? cut : 0;
  }
}

import { timeGrace } from '../../../basics/time-up.ts';

/** A program hangs if its answer takes this many times longer than the longest check so far. */
const muchLonger = 3;

/** How long the checks of a run take, which depends on what else the machine does. */
export class Pace {
  /** Milliseconds of the longest check, which threads may share. */
  readonly #longest: Int32Array;

  constructor(longest: Int32Array = new Int32Array(1)) {
    this.#longest = longest;
  }

  /** A check was done, in so many milliseconds. */
  took(milliseconds: number): void {
    const whole = Math.ceil(milliseconds);
    for (let before = Atomics.load(this.#longest, 0); before < whole; )
      before = Atomics.compareExchange(this.#longest, 0, before, whole);
  }

  /**
   * Whether a program that has run for so many milliseconds, and was ended with the run, hangs. It was asked before the time was up,
   * had all the grace, and no check took nearly as long.
   */
  isHang(milliseconds: number): boolean {
    return milliseconds >= timeGrace && milliseconds >= muchLonger * Atomics.load(this.#longest, 0);
  }
}

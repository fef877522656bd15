import { timeGrace } from '../../basics/time-up.ts';

/** A program hangs if its answer takes this many times longer than the longest check so far. */
const muchLonger = 3;

/** How long the checks of a run take, which depends on what else the machine does. */
export class Pace {
  #longest = 0;

  /** A check was done, in so many milliseconds. */
  took(milliseconds: number): void {
    this.#longest = Math.max(this.#longest, milliseconds);
  }

  /**
   * Whether a program that has run for so many milliseconds, and was ended with the run, hangs. It was asked before the time was up,
   * had all the grace, and no check took nearly as long.
   */
  isHang(milliseconds: number): boolean {
    return milliseconds >= timeGrace && milliseconds >= muchLonger * this.#longest;
  }
}

/**
 * In milliseconds: the first pause, and the least time between two. In a pause what was found is reduced, and the bare start
 * rate is measured; pauses are no time of the campaign. A reduction beside the search slows both, and ends with a larger case.
 */
export const pauseInterval = 5_000;
/** How much longer a campaign gets from one planned pause to the next: an hour has 15. */
const growth = 1.5;

/** When a campaign pauses: as planned, or sooner where something has to be reduced. All times are its own, in milliseconds. */
export class Pauses {
  #planned = pauseInterval;
  #resumed = 0;

  /** @param pending sightings that have to be reduced */
  isDue(elapsed: number, pending: number): boolean {
    return elapsed >= this.#planned || (pending > 0 && elapsed >= this.#resumed + pauseInterval);
  }

  /** Goes on from here; whether this was a planned pause. */
  resume(elapsed: number): boolean {
    const isPlanned = elapsed >= this.#planned;
    if (isPlanned) this.#planned = Math.max(this.#planned + pauseInterval, this.#planned * growth);
    this.#resumed = elapsed;
    return isPlanned;
  }
}

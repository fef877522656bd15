/**
 * Milliseconds before the first pause, and the shortest time between two. In a pause findings are reduced and the bare start
 * rate is measured; pauses don't count as time of the campaign. A reduction beside the search would slow both, and end with
 * a larger case.
 */
export const pauseInterval = 5_000;
/** The factor between the times of two planned pauses: an hour has 15 of them. */
const growth = 1.5;

/** Decides when a campaign pauses: as planned, or earlier if something has to be reduced. Times are milliseconds of the campaign. */
export class Pauses {
  #planned = pauseInterval;
  #resumed = 0;

  /** Whether a pause is due. `pending` is the number of sightings that have to be reduced. */
  isDue(elapsed: number, pending: number): boolean {
    return elapsed >= this.#planned || (pending > 0 && elapsed >= this.#resumed + pauseInterval);
  }

  /** Ends a pause. Returns whether it was a planned one. */
  resume(elapsed: number): boolean {
    const isPlanned = elapsed >= this.#planned;
    if (isPlanned) this.#planned = Math.max(this.#planned + pauseInterval, this.#planned * growth);
    this.#resumed = elapsed;
    return isPlanned;
  }
}

import { ownCpu } from './cpu-seconds.ts';

/** The parts of our own work on a case, in their order. */
export const parts = ['draw', 'write', 'start', 'map', 'model', 'compare', 'relations', 'count'] as const;

export type Part = (typeof parts)[number];

/** Adds up CPU time by part. */
export class PartClock {
  readonly #now: () => number;
  readonly #seconds = new Map<Part, number>();
  #since: number;

  /** @param now seconds of CPU time so far */
  constructor(now: () => number = ownCpu) {
    this.#now = now;
    this.#since = now();
  }

  /** What was done since the last part ended belongs to no part. */
  skip(): void {
    this.#since = this.#now();
  }

  /** What was done since the last part ended was this part. */
  ends(part: Part): void {
    const now = this.#now();
    this.#seconds.set(part, this.secondsOf(part) + now - this.#since);
    this.#since = now;
  }

  /** Seconds of a part so far. */
  secondsOf(part: Part): number {
    return this.#seconds.get(part) ?? 0;
  }
}

/** Measures elapsed time, in milliseconds, without the work that is excluded. */
export class Stopwatch {
  readonly #began = performance.now();
  #excluded = 0;

  elapsed(): number {
    return performance.now() - this.#began - this.#excluded;
  }

  /** Runs work whose time isn't counted. Two calls must not overlap. */
  async exclude(work: () => Promise<void>): Promise<void> {
    const before = this.elapsed();
    await work();
    this.#excluded += this.elapsed() - before;
  }
}

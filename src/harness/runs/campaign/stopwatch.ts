/** The time that something takes, without what is done apart from it. In milliseconds. */
export class Stopwatch {
  readonly #begun = performance.now();
  #apart = 0;

  elapsed(): number {
    return performance.now() - this.#begun - this.#apart;
  }

  /** Does something whose time isn't counted; nothing else that does may overlap it. */
  async apart(work: () => Promise<void>): Promise<void> {
    const before = this.elapsed();
    await work();
    this.#apart += this.elapsed() - before;
  }
}

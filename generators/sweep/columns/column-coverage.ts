import type { ChainCoverage } from '../chain-sweep.ts';
import { WindowCoverage } from '../window-coverage.ts';

/** The windows of a column sweep that written chains contain. */
export class ColumnCoverage implements ChainCoverage {
  columns = 0;
  readonly #windows: WindowCoverage;

  /** @param different the number of columns that differ */
  constructor(different: number, window: number) {
    this.#windows = new WindowCoverage(different, window);
  }

  get possible(): number {
    return this.#windows.possible;
  }

  get covered(): number {
    return this.#windows.covered;
  }

  add(columns: Iterable<number>): void {
    this.#windows.begin();
    for (const column of columns) {
      this.columns += 1;
      if (Number.isNaN(column)) this.#windows.begin();
      else this.#windows.add(column);
    }
  }
}

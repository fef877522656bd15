import type { ChainCoverage } from '../chain-sweep.ts';
import { WindowCoverage } from '../window-coverage.ts';
import { leadingColumns } from './stacked-recipe.ts';
import { type SweepState, tableText } from './sweep-state.ts';
import { writtenClusters } from './written-clusters.ts';

/** The windows of a column sweep that the tables of written chains contain. */
export class ColumnCoverage implements ChainCoverage {
  columns = 0;
  readonly #windows: WindowCoverage;
  readonly #letters: ReadonlyMap<string, number>;

  constructor(states: readonly SweepState[], depth: number, window: number) {
    this.#letters = new Map(states.map((state, letter) => [tableText(state), letter]));
    this.#windows = new WindowCoverage(states.length ** depth, window);
  }

  get possible(): number {
    return this.#windows.possible;
  }

  get covered(): number {
    return this.#windows.covered;
  }

  read(paths: readonly string[]): void {
    this.#windows.begin();
    let column = 0;
    for (const texts of sideBySide(paths.map(writtenClusters))) {
      if (column++ < leadingColumns) continue;
      this.columns += 1;
      const kind = texts.reduce(
        (sum, text) => sum * this.#letters.size + (this.#letters.get(text) ?? NaN),
        0,
      );
      if (Number.isNaN(kind)) this.#windows.begin();
      else this.#windows.add(kind);
    }
  }
}

/** The values of all sequences at one place, until one of them ends. */
function* sideBySide<T>(sequences: readonly Generator<T>[]): Generator<T[]> {
  for (;;) {
    const steps = sequences.map(sequence => sequence.next());
    if (steps.some(({ done }) => done)) return;
    yield steps.map(({ value }) => value as T);
  }
}

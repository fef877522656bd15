import { plainestFormat } from '../../recipe/formats.ts';
import { blockReaders } from '../blocks/block-readers.ts';
import type { ChainCoverage } from '../chain-sweep.ts';
import { writtenClusters } from '../qcow2/written-clusters.ts';
import { WindowCoverage } from '../window-coverage.ts';
import { leadingColumns } from './stacked-recipe.ts';
import type { SweepLayer } from './sweep-layer.ts';
import { tableText } from './sweep-state.ts';

/** The windows of a column sweep that the tables of written chains contain. */
export class ColumnCoverage implements ChainCoverage {
  columns = 0;
  readonly #windows: WindowCoverage;
  readonly #layers: readonly SweepLayer[];
  /** For each layer, the digit of each state by its text. */
  readonly #digits: readonly ReadonlyMap<string, number>[];

  constructor(layers: readonly SweepLayer[], window: number) {
    this.#layers = layers;
    this.#digits = layers.map(
      ({ states }) => new Map(states.map((state, digit) => [tableText(state), digit])),
    );
    const columns = layers.reduce((count, { states }) => count * states.length, 1);
    this.#windows = new WindowCoverage(columns, window);
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
    const layers = this.#layers.map(({ format }, index) => clustersOf(format, paths[index]!));
    for (const texts of sideBySide(layers)) {
      if (column++ < leadingColumns) continue;
      this.columns += 1;
      const kind = texts.reduce((sum, text, index) => this.#pushed(sum, text, index), 0);
      if (Number.isNaN(kind)) this.#windows.begin();
      else this.#windows.add(kind);
    }
  }

  /** The number with one more digit, that of a state of a layer; NaN if the layer has no such state. */
  #pushed(number: number, text: string, layer: number): number {
    const digits = this.#digits[layer]!;
    // Where blocks can only stand in guest order, nothing says that one continues the last.
    const digit = digits.get(text) ?? digits.get(text.replace('+', ''));
    return number * digits.size + (digit ?? Number.NaN);
  }
}

function clustersOf(format: SweepLayer['format'], path: string): Generator<string> {
  return format === plainestFormat ? writtenClusters(path) : blockReaders[format]!(path);
}

/** The values of all sequences at one place, until one of them ends. */
function* sideBySide<T>(sequences: readonly Generator<T>[]): Generator<T[]> {
  for (;;) {
    const steps = sequences.map(sequence => sequence.next());
    if (steps.some(({ done }) => done)) return;
    yield steps.map(({ value }) => value as T);
  }
}

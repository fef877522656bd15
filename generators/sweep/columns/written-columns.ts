import { plainestFormat } from '../../recipe/formats.ts';
import { blockReaders } from '../blocks/block-readers.ts';
import { writtenClusters } from '../qcow2/written-clusters.ts';
import { leadingColumns } from './stacked-recipe.ts';
import type { SweepLayer } from './sweep-layer.ts';
import { tableText } from './sweep-state.ts';

/**
 * The numbers of the columns that the tables of a written chain contain, without the leading columns of images; NaN for a column with
 * a state that its layer doesn't have.
 *
 * @param paths the files of its layers, base first
 */
export function* writtenColumns(layers: readonly SweepLayer[], paths: readonly string[]): Generator<number> {
  const digits = layers.map(({ states }) => new Map(states.map((state, digit) => [tableText(state), digit])));
  /** The number with one more digit, that of a state of a layer. */
  const pushed = (number: number, text: string, layer: number): number => {
    const ofLayer = digits[layer]!;
    // Where blocks can only stand in guest order, nothing says that one continues the last.
    const digit = ofLayer.get(text) ?? ofLayer.get(text.replace('+', ''));
    return number * ofLayer.size + (digit ?? Number.NaN);
  };
  let column = 0;
  for (const texts of sideBySide(layers.map(({ format }, index) => clustersOf(format, paths[index]!))))
    if (column++ >= leadingColumns) yield texts.reduce(pushed, 0);
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

import type { Recipe } from '../../recipe/recipe.ts';
import type { ChainSweep, ColumnChain } from '../chain-sweep.ts';
import { deBruijnWord } from '../de-bruijn.ts';
import { ColumnCoverage } from './column-coverage.ts';
import { type SweepColumn, stackedRecipe } from './stacked-recipe.ts';
import type { SweepLayer } from './sweep-layer.ts';
import { type SweepState, tableText } from './sweep-state.ts';

/** Every sequence of `window` neighbouring columns, of one state in each layer. */
export interface ColumnSweepShape {
  /** Base first. */
  readonly layers: readonly SweepLayer[];
  readonly window: number;
  /** Cluster size in bytes, that of all layers. */
  readonly unit: number;
}

/** Most columns of one chain. Their numbers take 0.5 MB, its recipe 20 MB, its files 3 MB. */
const mostColumns = 2 ** 17;
/** Sweeps of more windows take days, and gigabytes for the coverage. */
export const mostWindows: number = 2 ** 30;

/** The number of columns that differ. */
function columnCount(layers: readonly SweepLayer[]): number {
  return layers.reduce((count, { states }) => count * states.length, 1);
}

/** The number of sequences. With `window - 1` more columns each of them occurs once. */
export function windowCount({ layers, window }: ColumnSweepShape): number {
  return columnCount(layers) ** window;
}

/** The sweep of a shape, with at most `columns` columns in one chain. */
export function columnSweep(shape: ColumnSweepShape, columns: number = mostColumns): ChainSweep {
  const { layers, window, unit } = shape;
  return {
    title: `${columnCount(layers)} columns of ${layersText(layers)}, windows of ${window}, clusters of ${unit} bytes`,
    counted: 'windows',
    count: chainCount(windowCount(shape) + window - 1, columns, window),
    chains: () => sweepChains(shape, columns),
    coverage: () => new ColumnCoverage(columnCount(layers), window),
  };
}

/** The number of chains of `columns` columns that have `all` columns, with as many overlaps as it takes. */
function chainCount(all: number, columns: number, window: number): number {
  return 1 + Math.max(0, Math.ceil((all - columns) / (columns - (window - 1))));
}

/** The recipe of a chain. */
export function chainRecipe({ layers, unit, columns }: ColumnChain): Recipe {
  return stackedRecipe(columnsOf(layers, columns), layers, unit);
}

/** Chains one after the other. Neighbours overlap by `window - 1` columns, so that no window is lost between them. */
function* sweepChains({ layers, window, unit }: ColumnSweepShape, columns: number): Generator<ColumnChain> {
  let part: number[] = [];
  const chain = (): ColumnChain => ({ layers, unit, columns: Uint32Array.from(part) });
  for (const column of deBruijnWord(columnCount(layers), window)) {
    if (part.length === columns) {
      yield chain();
      part = part.slice(columns - (window - 1));
    }
    part.push(column);
  }
  yield chain();
}

function* columnsOf(layers: readonly SweepLayer[], columns: Iterable<number>): Generator<SweepColumn> {
  for (const column of columns) yield columnOf(layers, column);
}

/** The column of a number. */
function columnOf(layers: readonly SweepLayer[], number: number): SweepColumn {
  const column: SweepState[] = [];
  let rest = number;
  for (const { states } of layers.toReversed()) {
    column.unshift(states[rest % states.length]!);
    rest = Math.floor(rest / states.length);
  }
  return column;
}

/** Titles name up to this many states; more are only counted. */
const mostNamed = 12;

function layersText(layers: readonly SweepLayer[]): string {
  const [first] = layers;
  const alike = layers.every(({ format, states }) => format === first!.format && states === first!.states);
  if (alike)
    return `${layers.length} ${layers.length === 1 ? 'layer' : 'layers'} in ${statesText(first!.states)}`;
  return layers
    .map(({ format, subformat, states }) => `${subformat ?? format} in ${statesText(states)}`)
    .join(', ');
}

function statesText(states: readonly SweepState[]): string {
  const named = states.length > mostNamed ? '' : ` (${states.map(shortText).join(' ')})`;
  return `${states.length} states${named}`;
}

/** A letter, or the runs of subclusters in brackets. */
function shortText(state: SweepState): string {
  const text = tableText(state).replaceAll(/([^+])\1{3,}/g, (run, letter) => `${letter}{${run.length}}`);
  return text.includes('{') ? `[${text.replace('+', '')}]${state.continues ? '+' : ''}` : text;
}

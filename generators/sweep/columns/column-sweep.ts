import type { Recipe } from '../../recipe/recipe.ts';
import type { ChainSweep } from '../chain-sweep.ts';
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

/** Most columns of one chain. Such a recipe takes 20 MB, its files 3 MB. */
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
    recipes: () => sweepRecipes(shape, columns),
    coverage: () => new ColumnCoverage(layers, window),
  };
}

/** Chains one after the other. Neighbours overlap by `window - 1` columns, so that no window is lost between them. */
function* sweepRecipes({ layers, window, unit }: ColumnSweepShape, columns: number): Generator<Recipe> {
  let part: SweepColumn[] = [];
  for (const kind of deBruijnWord(columnCount(layers), window)) {
    if (part.length === columns) {
      yield stackedRecipe(part, layers, unit);
      part = part.slice(columns - (window - 1));
    }
    part.push(columnOf(layers, kind));
  }
  yield stackedRecipe(part, layers, unit);
}

/** The column of a letter of the word. Its digits are the states, the lowest that of the top. */
function columnOf(layers: readonly SweepLayer[], kind: number): SweepColumn {
  const column: SweepState[] = [];
  let rest = kind;
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

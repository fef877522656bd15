import type { Recipe } from '../../recipe/recipe.ts';
import type { ChainSweep } from '../chain-sweep.ts';
import { deBruijnWord } from '../de-bruijn.ts';
import { ColumnCoverage } from './column-coverage.ts';
import { type SweepColumn, stackedRecipe } from './stacked-recipe.ts';
import { type SweepState, tableText } from './sweep-state.ts';

/** Every sequence of `window` neighbouring columns, each of `depth` layers in one of the states. */
export interface ColumnSweepShape {
  readonly states: readonly SweepState[];
  readonly depth: number;
  readonly window: number;
  /** Cluster size in bytes. */
  readonly unit: number;
}

/** Most columns of one chain. Such a recipe takes 20 MB, its files 3 MB. */
const mostColumns = 2 ** 17;
/** Sweeps of more windows take days, and gigabytes for the coverage. */
export const mostWindows: number = 2 ** 30;

/** The number of sequences. With `window - 1` more columns each of them occurs once. */
export function windowCount({ states, depth, window }: ColumnSweepShape): number {
  return states.length ** (depth * window);
}

/** The sweep of a shape, with at most `columns` columns in one chain. */
export function columnSweep(shape: ColumnSweepShape, columns: number = mostColumns): ChainSweep {
  const { states, depth, window, unit } = shape;
  const kinds = states.length ** depth;
  return {
    title: `${kinds} columns of ${depth} ${depth === 1 ? 'layer' : 'layers'} in ${statesText(states)}, windows of ${window}, clusters of ${unit} bytes`,
    counted: 'windows',
    recipes: () => sweepRecipes(shape, columns),
    coverage: () => new ColumnCoverage(states, depth, window),
  };
}

/** Chains one after the other. Neighbours overlap by `window - 1` columns, so that no window is lost between them. */
function* sweepRecipes(shape: ColumnSweepShape, columns: number): Generator<Recipe> {
  const { states, depth, window, unit } = shape;
  let part: SweepColumn[] = [];
  for (const kind of deBruijnWord(states.length ** depth, window)) {
    if (part.length === columns) {
      yield stackedRecipe(part, depth, unit);
      part = part.slice(columns - (window - 1));
    }
    part.push(columnOf(shape, kind));
  }
  yield stackedRecipe(part, depth, unit);
}

/** The column of a letter of the word. Its digits are the states, the lowest that of the top. */
function columnOf({ states, depth }: ColumnSweepShape, kind: number): SweepColumn {
  const column: SweepState[] = [];
  for (let rest = kind; column.length < depth; rest = Math.floor(rest / states.length))
    column.unshift(states[rest % states.length]!);
  return column;
}

/** Titles name up to this many states; more are only counted. */
const mostNamed = 12;

function statesText(states: readonly SweepState[]): string {
  const named = states.length > mostNamed ? '' : ` (${states.map(shortText).join(' ')})`;
  return `${states.length} states${named}`;
}

/** A letter, or the runs of subclusters in brackets. */
function shortText(state: SweepState): string {
  const text = tableText(state).replaceAll(/([^+])\1{3,}/g, (run, letter) => `${letter}{${run.length}}`);
  return text.includes('{') ? `[${text.replace('+', '')}]${state.continues ? '+' : ''}` : text;
}

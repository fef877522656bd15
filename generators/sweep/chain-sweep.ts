import type { Recipe } from '../recipe/recipe.ts';

/** A sweep as a series of chains, each at most so large that its recipe is held in memory with ease. */
export interface ChainSweep {
  /** What it is, for people. */
  readonly title: string;
  /** What its coverage counts: `windows`, … */
  readonly counted: string;
  recipes(): Iterable<Recipe>;
  coverage(): ChainCoverage;
}

/** What of a sweep the chains that were written so far have met, as their files tell. */
export interface ChainCoverage {
  readonly possible: number;
  readonly met: number;
  /** Columns read, without those that an image only begins with. */
  readonly columns: number;
  /** Reads the files of one more chain, base first. */
  read(paths: readonly string[]): void;
}

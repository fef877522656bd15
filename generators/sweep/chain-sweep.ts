import type { Recipe } from '../recipe/recipe.ts';

/** A sweep as a series of chains. Each recipe is small enough to stay in memory. */
export interface ChainSweep {
  /** A title for people. */
  readonly title: string;
  /** What the coverage counts: `windows`, … */
  readonly counted: string;
  recipes(): Iterable<Recipe>;
  coverage(): ChainCoverage;
}

/** What the written chains of a sweep contain, read from their files. */
export interface ChainCoverage {
  readonly possible: number;
  readonly covered: number;
  /** Columns read, without the leading columns of images. */
  readonly columns: number;
  /** Reads the files of one more chain, base first. */
  read(paths: readonly string[]): void;
}

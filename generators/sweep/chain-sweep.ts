import type { SweepLayer } from './columns/sweep-layer.ts';

/** A sweep as a series of chains. */
export interface ChainSweep {
  /** A title for people. */
  readonly title: string;
  /** What the coverage counts: `windows`, … */
  readonly counted: string;
  /** How many chains there are. */
  readonly count: number;
  chains(): Iterable<ColumnChain>;
  coverage(): ChainCoverage;
}

/** A chain of a sweep as plain data, small beside its recipe: any thread makes that of it, by `chainRecipe`. */
export interface ColumnChain {
  /** Base first. */
  readonly layers: readonly SweepLayer[];
  /** Cluster size in bytes, that of all layers. */
  readonly unit: number;
  /** The number of each column. Its digits are the states, the lowest that of the top. */
  readonly columns: Uint32Array;
}

/** What the written chains of a sweep contain. */
export interface ChainCoverage {
  readonly possible: number;
  readonly covered: number;
  /** Columns so far. */
  readonly columns: number;
  /** Adds one more chain: the numbers of its columns, as `writtenColumns` reads them. */
  add(columns: Iterable<number>): void;
}

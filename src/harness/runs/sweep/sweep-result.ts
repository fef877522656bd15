import type { Finding } from '../../finding/finding.ts';
import { emptyTally, type Tally } from '../tally.ts';

/** The maps of one oracle in a sweep, and what ours cost. */
export interface SweptOracle {
  readonly name: string;
  /** Entries of its maps. */
  extents: number;
  /** CPU seconds of our own map and of the comparison with the oracle's. */
  subjectSeconds: number;
}

/** The result of a sweep over columns. */
export interface SweepResult {
  readonly title: string;
  /** What the coverage counts, in the plural. */
  readonly counted: string;
  chains: number;
  columns: number;
  /** How many of the `possible` ones the written chains have. */
  covered: number;
  possible: number;
  readonly oracles: SweptOracle[];
  /** The oracle, or without one the version, whose map the model predicts. */
  readonly modelledAs: string;
  /** CPU seconds of the started programs. */
  startedSeconds: number;
  /** CPU seconds of writing the chains, of reading their tables back, and of the model. */
  writeSeconds: number;
  coverageSeconds: number;
  modelSeconds: number;
  /** Of the whole sweep, by the clock. */
  milliseconds: number;
  tally: Tally;
  findings: readonly Finding[];
  interrupted: boolean;
}

/** The result of a sweep that has mapped nothing yet. */
export function emptySweepResult(
  sweep: { readonly title: string; readonly counted: string },
  oracles: readonly string[],
  modelledAs: string,
): SweepResult {
  return {
    title: sweep.title,
    counted: sweep.counted,
    chains: 0,
    columns: 0,
    covered: 0,
    possible: 0,
    oracles: oracles.map(name => ({ name, extents: 0, subjectSeconds: 0 })),
    modelledAs,
    startedSeconds: 0,
    writeSeconds: 0,
    coverageSeconds: 0,
    modelSeconds: 0,
    milliseconds: 0,
    tally: emptyTally(),
    findings: [],
    interrupted: false,
  };
}

/** The exit status of a sweep of either kind. One that doesn't cover everything possible proves nothing: 3. */
export function sweepStatus({
  tally,
  covered,
  possible,
  interrupted,
}: Pick<SweepResult, 'tally' | 'covered' | 'possible' | 'interrupted'>): 0 | 1 | 3 {
  if (tally.exitStatus === 0 && covered < possible && !interrupted) return 3;
  return tally.exitStatus;
}

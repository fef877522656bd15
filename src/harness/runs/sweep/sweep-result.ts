import type { Finding } from '../../finding/findings.ts';
import { emptyTally, type Tally } from '../tally.ts';

/** What one oracle was asked in a sweep, and what it took. */
export interface SweptOracle {
  readonly name: string;
  /** Entries that it printed. */
  extents: number;
  /** CPU seconds of its starts. */
  oracleSeconds: number;
  /** CPU seconds of our own map, compared with what it printed. */
  subjectSeconds: number;
}

/** What came of a sweep. */
export interface SweepResult {
  readonly title: string;
  /** What was counted for coverage. */
  readonly counted: string;
  chains: number;
  columns: number;
  met: number;
  possible: number;
  readonly oracles: SweptOracle[];
  /** The name of the oracle, or of the version, that the model spoke as. */
  readonly modelledAs: string;
  /** CPU seconds of everything: writing, reading back and the model. */
  writeSeconds: number;
  coverageSeconds: number;
  modelSeconds: number;
  /** All of it, as the clock says. */
  milliseconds: number;
  readonly tally: Tally;
  findings: readonly Finding[];
  interrupted: boolean;
}

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
    met: 0,
    possible: 0,
    oracles: oracles.map(name => ({ name, extents: 0, oracleSeconds: 0, subjectSeconds: 0 })),
    modelledAs,
    writeSeconds: 0,
    coverageSeconds: 0,
    modelSeconds: 0,
    milliseconds: 0,
    tally: emptyTally(),
    findings: [],
    interrupted: false,
  };
}

/** The exit status of a sweep of either kind: one that lacks something has proved nothing. */
export function sweepStatus({
  tally,
  met,
  possible,
  interrupted,
}: Pick<SweepResult, 'tally' | 'met' | 'possible' | 'interrupted'>): 0 | 1 | 3 {
  if (tally.exitStatus === 0 && met < possible && !interrupted) return 3;
  return tally.exitStatus;
}

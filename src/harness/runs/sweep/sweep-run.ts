import type { Scratch } from '../../files/scratch.ts';
import {
  type Finding,
  type Findings,
  type FindingsPlan,
  gatherFindings,
  nothingBefore,
} from '../../finding/findings.ts';
import type { Parties } from '../../parties/parties.ts';

/** Where a sweep stores its findings, how long the reduction of one may take, and who writes reports. */
export type SweepPlan = Pick<FindingsPlan, 'findings' | 'reduction' | 'describe'>;

/** Follows a sweep of either kind while it runs. */
export interface SweepWatcher<Result> {
  /** After each map. `milliseconds` since the sweep began. */
  progress(result: Result, milliseconds: number): void;
  /** A finding is complete. */
  found(finding: Finding): void;
}

/** The clock and the findings of one sweep. */
export interface SweepRun {
  /** Milliseconds since the sweep began. */
  elapsed(): number;
  readonly findings: Findings;
}

/** Begins a sweep. It knows of no earlier findings: whatever it finds is stored and reduced. */
export function beginSweep(
  parties: Parties,
  scratch: Scratch,
  plan: SweepPlan,
  watcher: Pick<SweepWatcher<never>, 'found'>,
): SweepRun {
  const began = performance.now();
  const elapsed = (): number => performance.now() - began;
  return {
    elapsed,
    findings: gatherFindings({ parties, scratch, ...plan, ...nothingBefore }, watcher, elapsed),
  };
}

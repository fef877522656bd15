import type { Finding } from '../../finding/finding.ts';
import { Findings, nothingBefore } from '../../finding/findings.ts';
import type { Investigation } from '../../finding/investigate.ts';

/** How a sweep investigates its findings. None is known. */
export type SweepPlan = Omit<Investigation, 'known'>;

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
export function beginSweep(plan: SweepPlan, watcher: Pick<SweepWatcher<never>, 'found'>): SweepRun {
  const began = performance.now();
  const elapsed = (): number => performance.now() - began;
  return {
    elapsed,
    findings: new Findings({ ...plan, ...nothingBefore }, watcher, elapsed),
  };
}

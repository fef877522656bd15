import type { Finding } from '../../finding/finding.ts';
import { Findings, nothingBefore } from '../../finding/findings.ts';
import type { Investigation } from '../../finding/investigate.ts';
import type { Crew } from '../workers/crew/crew.ts';

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

/** What a sweep does on a crew. */
export interface Rounds {
  readonly crew: Crew;
  /** How many findings are reduced at once. */
  readonly jobs: number;
  readonly findings: Findings;
  /** What is found so far stands in it after each round. */
  readonly result: { findings: readonly Finding[] };
  readonly isOver: () => boolean;
  /** Has the crew do tasks until the sweep is over or a finding is pending. */
  readonly round: () => Promise<void>;
}

/** Works until a sweep is over, and closes the crew. What a round shows is reduced before the next one begins. */
export async function workInRounds({ crew, jobs, findings, result, isOver, round }: Rounds): Promise<void> {
  try {
    while (!isOver()) {
      await round();
      await Promise.all(Array.from({ length: jobs }, () => findings.reduce(crew.reduce)));
      result.findings = [...findings.found.values()];
    }
  } finally {
    await crew.close();
  }
}

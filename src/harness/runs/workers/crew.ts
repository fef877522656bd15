import type { Coverage } from '../../../../generators/coverage/coverage.ts';
import type { Reduce } from '../../finding/findings.ts';
import type { Investigation } from '../../finding/investigate.ts';
import type { CaseRecord } from './case-record.ts';
import type { CaseSource } from './case-source.ts';
import type { CaseTask } from './case-task.ts';

/** What the cases of a run need. */
export interface CrewPlan
  extends CaseSource,
    Pick<Investigation, 'parties' | 'scratch' | 'findings' | 'known'> {
  /** Oracles that run at once. */
  readonly jobs: number;
  /** This thread leaves the cores to the oracles from now on; see `lowerPriority`. */
  readonly stepsBack?: true;
}

/** Whoever runs cases whole and reduces what they show: this thread, or worker threads. */
export interface Crew {
  /**
   * Runs the tasks that `next` gives, several at once, until it gives none. Whatever was given is run to its end. `done` gets what
   * one or more of them came to, in any order.
   */
  run(next: () => CaseTask | undefined, done: (record: CaseRecord) => void): Promise<void>;
  /** Reduces a sighting. As many as there are jobs go on at once. */
  readonly reduce: Reduce;
  /** What all drawn cases so far cover. */
  coverage(): Coverage;
  /** Ends everything that still runs. */
  close(): Promise<void>;
}

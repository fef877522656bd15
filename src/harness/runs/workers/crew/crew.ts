import type { Coverage } from '../../../../../generators/coverage/coverage.ts';
import type { Reduce } from '../../../finding/findings.ts';
import type { Investigation } from '../../../finding/investigate.ts';
import type { CaseSource } from '../case/case-source.ts';
import type { KindName, Kinds } from '../works.ts';

/** What the work of a crew needs. */
export interface CrewPlan
  extends CaseSource,
    Pick<Investigation, 'parties' | 'scratch' | 'findings' | 'known'> {
  /** Oracles that run at once. */
  readonly jobs: number;
  /** This thread leaves the cores to the oracles from now on; see `lowerPriority`. */
  readonly stepsBack?: true;
}

/** For a crew that draws no cases. */
export const noSource: CaseSource = { seed: 0, features: [] };

/** For a crew that finds nothing, because it checks no cases. */
export const noFindings: Pick<CrewPlan, 'findings' | 'known'> = { findings: '', known: new Set() };

/** Whoever does the work of a run and reduces what it shows: this thread, or worker threads. */
export interface Crew {
  /**
   * Does the tasks of one kind that `next` gives, several at once, until it gives none. Whatever was given is done to its end.
   * `done` gets what one or more of them came to, in any order. It may be called again before that.
   */
  run<Name extends KindName>(
    name: Name,
    next: () => Kinds[Name]['task'] | undefined,
    done: (result: Kinds[Name]['result'], tasks: readonly Kinds[Name]['task'][]) => void,
  ): Promise<void>;
  /** Reduces a sighting. As many as there are jobs go on at once. */
  readonly reduce: Reduce;
  /** What all drawn cases so far cover. */
  coverage(): Coverage;
  /** Ends everything that still runs. */
  close(): Promise<void>;
}

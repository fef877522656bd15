import type { Coverage } from '../../../../generators/coverage/coverage.ts';
import type { HarnessError } from '../../basics/harness-error.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Findings, FindingsPlan, FindingsWatcher } from '../../finding/findings.ts';
import type { NamedCase } from '../named-case.ts';
import type { Tally } from '../tally.ts';
import type { QueryCounts } from '../workers/case/case-record.ts';
import type { CaseTask } from '../workers/case/case-task.ts';
import type { CrewPlan } from '../workers/crew/crew.ts';
import type { EndedBy } from './ended-by.ts';

/** One of `count` equal parts of a campaign: the cases i for which i mod count = index. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** The cases of a campaign. Case i is a function of its source only; a time limit decides where the range ends. */
export interface Plan extends FindingsPlan, CrewPlan {
  readonly shard: Shard;
  /** Cases of the whole campaign, all shards together. Absent: until the time is over. */
  readonly cases?: number;
  /**
   * Time limit, pauses included: no case and no golden begins later. What has begun goes on until `parties.cancel` fires. Absent:
   * until all cases are done.
   */
  readonly milliseconds?: number;
  /** Golden cases, which each oracle is queried for before the cases of the seed. A shard has its part of them. */
  readonly goldens?: readonly NamedCase[];
  /** End as soon as a finding isn't known, with the cases that are under way. */
  readonly bail?: true;
}

/** The result of a campaign. */
export interface Campaign extends EndedBy {
  readonly tally: Tally;
  readonly coverage: Coverage;
  readonly findings: readonly Finding[];
  /** The first case that did not run: all earlier cases of the shard ran. */
  readonly next: number;
  /** Without the pauses. */
  readonly milliseconds: number;
  /** Of the pauses: those in which findings are reduced. */
  readonly reducing: number;
  /** Goldens that weren't asked any more when the time was up, or it was interrupted. */
  readonly goldensLeft: number;
  /** Cases that were under way when it was ended: some of their answers may not have been judged. */
  readonly casesLeft: number;
  /** Findings whose reduction was interrupted, or not begun when the first one ended it. */
  readonly reductionsLeft: number;
  /** A worker thread has ended by itself, and the campaign with it: what it came to until then is whole. */
  readonly failure?: HarnessError;
}

/** Follows a campaign while it runs. */
export interface Watcher extends FindingsWatcher {
  /** After one or more cases. `pending` sightings still have to be reduced. */
  progress(tally: Tally, findings: Pick<Findings, 'found' | 'pending'>, milliseconds: number): void;
  /** What cases came to, that one thread has run one after the other, goldens too. */
  ran?(cases: readonly CaseTask[], tally: Tally): void;
  /** The goldens are done, each oracle has answered their `queries`, and what they showed is reduced. */
  goldensDone?(queries: QueryCounts): void;
  /** Called in each planned pause: nothing else runs until it ends. */
  pause?(): Promise<void>;
}

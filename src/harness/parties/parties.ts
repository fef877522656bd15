import type { ModelHost, Prediction } from '../../../generators/model/predict.ts';
import type { Query, Recipe } from '../../../generators/recipe/recipe.ts';
import type { Scheduler } from './child/scheduler.ts';
import type { Oracle } from './oracle/oracle.ts';
import type { StartLimits } from './oracle/program.ts';
import type { Subject } from './subject/subject.ts';

/** Predicts what map prints: the model of generators/model, or in tests a wrong one. */
export type Predict = (recipe: Recipe, query: Query, version: string, host: ModelHost) => Prediction;

/** The three votes of a verdict (subject, model, oracles), and how oracles run. */
export interface Parties {
  readonly subject: Subject;
  readonly predict: Predict;
  readonly oracles: readonly Oracle[];
  /** The host, for the model. */
  readonly host: ModelHost;
  /** Limits of one answer of an oracle or a subject; absent: the default ones. */
  readonly limits?: StartLimits;
  /** Ends all running oracles and subjects; the checks that it interrupts are not reported. */
  readonly cancel?: AbortSignal;
  /**
   * Runs an oracle only if this holds; else the check is unjudged. It always runs when the model abstains. Absent: it always
   * runs.
   */
  readonly runOraclesIf?: 'subject and model differ' | 'subject and model agree';
  /** Absent: oracles start at once. */
  readonly scheduler?: Scheduler;
}

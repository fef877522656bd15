import type { ModelHost, Prediction } from '../../../generators/model/predict.ts';
import type { Query, Recipe } from '../../../generators/recipe/recipe.ts';
import type { Scheduler } from './child/scheduler.ts';
import type { Oracle } from './oracle/oracle.ts';
import type { StartLimits } from './oracle/program.ts';
import type { Subject } from './subject/subject.ts';

/** Says what map must print; the model in generators/model, or another one to prove that a wrong model is noticed. */
export type Predict = (recipe: Recipe, query: Query, version: string, host: ModelHost) => Prediction;

/** All who have a say in a verdict, and the host that they say it on. */
export interface Parties {
  readonly subject: Subject;
  readonly predict: Predict;
  readonly oracles: readonly Oracle[];
  readonly host: ModelHost;
  /** Of one start of an oracle; absent: the ordinary ones. */
  readonly limits?: StartLimits;
  /** Ends every running oracle; the checks that it interrupts are not reported. */
  readonly cancel?: AbortSignal;
  /**
   * What subject and model have to come to for an oracle to be asked, wherever the model speaks; else the check is unjudged.
   * Absent: oracles are always asked.
   */
  readonly askedWhere?: 'they differ' | 'they agree';
  /** How many oracles run at once; absent: all that are asked. */
  readonly scheduler?: Scheduler;
}

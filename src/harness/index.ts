/**
 * The harness as a library: judge any `map` by real qemu-imgs and the model.
 *
 * @module qemu-map-parity-harness
 */

import '../map/basics/require-node.ts';

export type { ModelHost, Prediction } from '../../generators/model/predict.ts';
export { predict } from '../../generators/model/predict.ts';
export { parseCase } from '../../generators/recipe/picture/parse-case.ts';
export { printCase } from '../../generators/recipe/picture/print-case.ts';
export type { Case, Layer, Query, Recipe } from '../../generators/recipe/recipe.ts';
export type { Trait } from '../../generators/wish/wish.ts';
export { writeRecipe } from '../../generators/write/write-recipe.ts';
export type { Difference } from './answers/difference.ts';
export type { End, OracleAnswer, OracleError, Outcome } from './answers/outcome.ts';
export { openScratch, type Scratch } from './files/scratch.ts';
export type { Finding } from './finding/finding.ts';
export { type FindingsPlan, type FindingsWatcher, nothingBefore } from './finding/findings.ts';
export type { Investigation, ReducedFinding } from './finding/investigate.ts';
export type { Lab } from './parties/lab.ts';
export { type FoundOracles, findOracles } from './parties/oracle/find-oracles.ts';
export type { Oracle } from './parties/oracle/oracle.ts';
export type { Parties, Predict } from './parties/parties.ts';
export { inProcess } from './parties/subject/in-process.ts';
export type { Subject, SubjectAnswer } from './parties/subject/subject.ts';
export { describeFinding, renewReport } from './report/finding/describe-finding.ts';
export type { Campaign, Plan, Shard, Watcher } from './runs/campaign/campaign.ts';
export { runCampaign } from './runs/campaign/run-campaign.ts';
export type { Tally } from './runs/tally.ts';
export type { Check } from './verdict/check.ts';
export { checkQueries } from './verdict/check-queries.ts';
export { judge, type Verdict } from './verdict/judge.ts';

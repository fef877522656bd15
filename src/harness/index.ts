/** The harness as a library: judge any `map` by real qemu-imgs and the model. */
export { type Campaign, type Plan, runCampaign, type Watcher } from './campaign/campaign.ts';
export type { Finding } from './campaign/findings.ts';
export { type FoundOracles, findOracles, type Oracle } from './oracle/find.ts';
export type { End, OracleAnswer, OracleError, Outcome } from './oracle/outcome.ts';
export { openScratch, type Scratch } from './scratch/scratch.ts';
export { inProcess } from './subject/in-process.ts';
export type { Subject, SubjectAnswer } from './subject/subject.ts';
export { type Check, checkQueries } from './verdict/check.ts';
export type { Difference } from './verdict/difference.ts';
export { judge, type Verdict } from './verdict/judge.ts';
export type { Parties, Predict } from './verdict/parties.ts';

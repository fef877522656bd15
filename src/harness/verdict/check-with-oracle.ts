import type { Prediction } from '../../../generators/model/predict.ts';
import type { OracleAnswer, OracleError, Outcome } from '../answers/outcome.ts';
import { differenceOfOutcomes } from '../answers/outcome-difference.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import { queryOracle } from '../parties/oracle/query-oracle.ts';
import type { Parties } from '../parties/parties.ts';
import type { SubjectAnswer } from '../parties/subject/subject.ts';
import type { WrittenQuery } from '../parties/written-query.ts';
import type { Check } from './check.ts';
import { judge, type Verdict } from './judge.ts';
import { differenceFromPrediction } from './prediction-difference.ts';

/**
 * Checks a query on an oracle. It runs beside the subject unless `order` says otherwise, or it depends on the subject whether it runs.
 * An answer that doesn't match counts only if a second run of the oracle gives it too.
 */
export async function checkWithOracle(
  oracle: Oracle,
  parties: Parties,
  { recipe, query, folder }: WrittenQuery,
  order: 'together' | 'subject first',
): Promise<Check> {
  const options = { ...parties, recipe };
  const isTogether = parties.runOraclesIf === undefined && order === 'together';
  const running = isTogether ? queryOracle(oracle, query, folder, options) : undefined;
  const subject = await parties.subject.answer(query, folder, oracle.profile, parties);
  const prediction = parties.predict(recipe, query, oracle.profile.version, parties.host);
  const check = (verdict: Verdict, answer?: Outcome): Check => ({
    query,
    oracle,
    verdict,
    subjectName: parties.subject.name,
    subject,
    answer,
  });
  if (parties.runOraclesIf !== undefined && !runsOracle(prediction, subject, parties.runOraclesIf))
    return check({ kind: 'unjudged' });
  const answer = await (running ?? queryOracle(oracle, query, folder, options));
  if (answer.kind === 'skipped') return check(answer);
  if (answer.kind === 'error') return check({ kind: 'oracle-error', error: answer.error });
  const verdict = judge(prediction, subject, answer.outcome);
  if (verdict.kind !== 'match' && verdict.kind !== 'skipped' && !parties.cancel?.aborted) {
    const error = confirm(answer.outcome, await queryOracle(oracle, query, folder, options));
    if (error !== undefined) return check({ kind: 'oracle-error', error });
  }
  return check(verdict, answer.outcome);
}

/** Whether to run the oracle. For a map that fails, the model predicts only that it fails: then the oracle runs as well. */
function runsOracle(
  prediction: Prediction,
  subject: SubjectAnswer,
  condition: NonNullable<Parties['runOraclesIf']>,
): boolean {
  if (prediction.kind !== 'extents' && prediction.kind !== 'blocks') return true;
  if (subject.kind !== 'outcome') return true;
  const agree = differenceFromPrediction(prediction, subject.outcome) === undefined;
  return agree === (condition === 'subject and model agree');
}

/** Why a second run of the oracle does not confirm the first; undefined when both gave the same outcome. */
function confirm(first: Outcome, second: OracleAnswer): OracleError | undefined {
  if (second.kind === 'error') return second.error;
  if (second.kind === 'skipped') return undefined;
  const difference = differenceOfOutcomes(first, second.outcome);
  if (difference === undefined) return undefined;
  return { kind: 'unsteady', detail: `two runs of one query differ in ${difference.kind}` };
}

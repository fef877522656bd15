import type { Prediction } from '../../../generators/model/predict.ts';
import type { Query, Recipe } from '../../../generators/recipe/recipe.ts';
import { newest } from '../../map/profile/profile.ts';
import type { OracleAnswer, Outcome } from '../answers/outcome.ts';
import { differenceOfOutcomes } from '../answers/outcome-difference.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import { queryOracle } from '../parties/oracle/query-oracle.ts';
import type { Parties } from '../parties/parties.ts';
import { type InProcess, isInProcess, type Subject, type SubjectAnswer } from '../parties/subject/subject.ts';
import { judge, judgeWithoutOracle, type Verdict } from './judge.ts';
import { differenceFromPrediction } from './prediction-difference.ts';
import { checkRelation } from './relations/check-relation.ts';
import { type RelationQuery, readRelationQuery } from './relations/relation-query.ts';

/** One query of one case on one oracle (or on none), with what each side said. */
export interface Check {
  readonly query: Query;
  readonly oracle: Oracle | undefined;
  readonly verdict: Verdict;
  readonly subjectName: string;
  readonly subject: SubjectAnswer;
  readonly answer: Outcome | undefined;
}

/**
 * Checks every query on every oracle, and every relation once, of the subject alone; the chain of `recipe` stands written
 * in `folder`. Without oracles each query is checked once against the model, as the newest profile.
 */
export async function* checkQueries(
  parties: Parties,
  recipe: Recipe,
  queries: readonly Query[],
  folder: string,
): AsyncGenerator<Check> {
  for (const query of queriesFor(parties.subject, recipe, queries)) {
    const related = readRelationQuery(query);
    if (related !== undefined) {
      if (isInProcess(parties.subject)) yield checkRelated(related, parties.subject, recipe, query, folder);
      continue;
    }
    if (parties.oracles.length === 0) yield await checkAlone(parties, recipe, query, folder);
    for (const oracle of parties.oracles) {
      const check = await checkWith(oracle, parties, recipe, query, folder);
      if (parties.cancel?.aborted) return;
      yield check;
    }
  }
}

/** A subject that takes an image is asked for the whole map of the top, whatever the case asks. */
function queriesFor({ takes }: Subject, { layers }: Recipe, queries: readonly Query[]): readonly Query[] {
  return takes === 'arguments' ? queries : [['--output=json', layers.at(-1)!.name]];
}

/** Our implementation alone: no oracle is asked. */
function checkRelated(
  { relation, top, profile }: RelationQuery,
  subject: InProcess,
  recipe: Recipe,
  query: Query,
  folder: string,
): Check {
  const verdict: Verdict =
    typeof relation === 'string'
      ? { kind: 'skipped', reason: `no relation is named ${relation}` }
      : { ...checkRelation(relation, subject, recipe, top, folder, profile), relation };
  const reason = 'a relation, of several maps';
  const said: SubjectAnswer = { kind: 'unsupported', reason };
  return { query, oracle: undefined, verdict, subjectName: subject.name, subject: said, answer: undefined };
}

async function checkAlone(parties: Parties, recipe: Recipe, query: Query, folder: string): Promise<Check> {
  const subject = await parties.subject.answer(query, folder, newest);
  const prediction = parties.predict(recipe, query, newest.version, parties.host);
  return {
    query,
    oracle: undefined,
    verdict: judgeWithoutOracle(prediction, subject),
    subjectName: parties.subject.name,
    subject,
    answer: undefined,
  };
}

async function checkWith(
  oracle: Oracle,
  parties: Parties,
  recipe: Recipe,
  query: Query,
  folder: string,
): Promise<Check> {
  const running =
    parties.runOraclesIf === undefined ? queryOracle(oracle, query, folder, parties) : undefined;
  const subject = await parties.subject.answer(query, folder, oracle.profile);
  const subjectName = parties.subject.name;
  const prediction = parties.predict(recipe, query, oracle.profile.version, parties.host);
  if (parties.runOraclesIf !== undefined && !isAskedOf(prediction, subject, parties.runOraclesIf))
    return { query, oracle, verdict: { kind: 'unjudged' }, subjectName, subject, answer: undefined };
  const answer = await (running ?? queryOracle(oracle, query, folder, parties));
  if (answer.kind === 'skipped') {
    return { query, oracle, verdict: answer, subjectName, subject, answer: undefined };
  }
  const failed = (error: OracleAnswer & { kind: 'error' }): Check => ({
    query,
    oracle,
    verdict: { kind: 'oracle-error', error: error.error },
    subjectName,
    subject,
    answer: undefined,
  });
  if (answer.kind === 'error') return failed(answer);
  const verdict = judge(prediction, subject, answer.outcome);
  const check: Check = { query, oracle, verdict, subjectName, subject, answer: answer.outcome };
  if (verdict.kind === 'match' || verdict.kind === 'skipped' || parties.cancel?.aborted) return check;
  const again = confirm(answer.outcome, await queryOracle(oracle, query, folder, parties));
  return again === undefined ? check : failed(again);
}

/** Of a map that fails the model tells only that it does, not what is printed before. */
function isAskedOf(
  prediction: Prediction,
  subject: SubjectAnswer,
  where: NonNullable<Parties['runOraclesIf']>,
): boolean {
  if (prediction.kind !== 'extents' && prediction.kind !== 'blocks') return true;
  if (subject.kind !== 'outcome') return true;
  const isSame = differenceFromPrediction(prediction, subject.outcome) === undefined;
  return isSame === (where === 'subject and model agree');
}

/** Nothing counts that the oracle doesn't say twice. */
function confirm(first: Outcome, second: OracleAnswer): (OracleAnswer & { kind: 'error' }) | undefined {
  if (second.kind !== 'outcome') return second.kind === 'error' ? second : undefined;
  const difference = differenceOfOutcomes(first, second.outcome);
  if (difference === undefined) return undefined;
  const detail = `two runs of one query differ in ${difference.kind}`;
  return { kind: 'error', error: { kind: 'unsteady', detail } };
}

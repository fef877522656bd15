import type { Prediction } from '../../../generators/model/predict.ts';
import type { Query, Recipe } from '../../../generators/recipe/recipe.ts';
import { newest, type Profile } from '../../map/profile/profile.ts';
import type { OracleAnswer, OracleError, Outcome } from '../answers/outcome.ts';
import { differenceOfOutcomes } from '../answers/outcome-difference.ts';
import { isTimeUp } from '../basics/time-up.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import { queryOracle } from '../parties/oracle/query-oracle.ts';
import type { Parties } from '../parties/parties.ts';
import { programName } from '../parties/program-name.ts';
import { serveLayers } from '../parties/serve-layers.ts';
import { answeringAhead } from '../parties/subject/answering-ahead.ts';
import { severalMaps } from '../parties/subject/in-process.ts';
import { type InProcess, isInProcess, type Subject, type SubjectAnswer } from '../parties/subject/subject.ts';
import type { WrittenQuery } from '../parties/written-query.ts';
import { judge, judgeWithoutOracle, type Verdict } from './judge.ts';
import { differenceFromPrediction } from './prediction-difference.ts';
import { checkRelation } from './relations/check-relation.ts';
import { type RelationQuery, readRelationQuery } from './relations/relation-query.ts';

/** One query of one case on one oracle (or on none), with the answers of both sides. */
export interface Check {
  readonly query: Query;
  readonly oracle: Oracle | undefined;
  readonly verdict: Verdict;
  readonly subjectName: string;
  readonly subject: SubjectAnswer;
  /** The oracle's outcome; undefined when no oracle ran, or it gave none. */
  readonly answer: Outcome | undefined;
}

/**
 * Checks every query on every oracle, with the chain of `recipe` written in `folder`. A relation is checked once, on the
 * subject alone. Without oracles each query is checked once against the model, as the newest profile. Layers that are to be
 * served over NBD are served until the last check.
 */
export async function* checkQueries(
  parties: Parties,
  recipe: Recipe,
  queries: readonly Query[],
  folder: string,
): AsyncGenerator<Check> {
  const serving = await serveLayers(recipe, folder, parties.cancel);
  if (serving.kind === 'skipped') {
    if (parties.cancel?.aborted) return;
    for (const query of queries) yield unserved(parties, query, serving);
    return;
  }
  try {
    yield* checkServed(parties, recipe, queries, folder);
  } finally {
    await serving.stop();
  }
}

async function* checkServed(
  parties: Parties,
  recipe: Recipe,
  queries: readonly Query[],
  folder: string,
): AsyncGenerator<Check> {
  const { subject, oracles } = parties;
  const asked = queriesFor(subject, recipe, queries);
  const ahead = isInProcess(subject)
    ? { ...parties, subject: answeringAhead(subject, asked.filter(isMap), profilesOf(oracles)) }
    : parties;
  for (const query of asked) {
    const related = readRelationQuery(query);
    const written = { recipe, query, folder };
    if (related !== undefined) {
      if (isInProcess(subject)) yield checkRelated(related, subject, written);
      continue;
    }
    for (const oracle of oracles.length === 0 ? [undefined] : oracles) {
      const check = await (oracle === undefined
        ? checkAlone(ahead, written)
        : checkWith(oracle, ahead, written));
      if (parties.cancel?.aborted) {
        const unanswered = isTimeUp(parties.cancel) ? unansweredIn(check) : undefined;
        if (unanswered !== undefined) yield unanswered;
        return;
      }
      yield check;
    }
  }
}

function isMap(query: Query): boolean {
  return readRelationQuery(query) === undefined;
}

/** As what our implementation is asked: the newest version if no oracle takes part. */
function profilesOf(oracles: readonly Oracle[]): readonly Profile[] {
  return oracles.length === 0 ? [newest] : oracles.map(({ profile }) => profile);
}

function unserved({ subject }: Parties, query: Query, verdict: Extract<Verdict, { kind: 'skipped' }>): Check {
  return {
    query,
    oracle: undefined,
    verdict,
    subjectName: subject.name,
    subject: { kind: 'unsupported', reason: verdict.reason },
    answer: undefined,
  };
}

/** A check whose answer was under way when the time was up. Undefined if nothing was, like a program that still waited for its start. */
function unansweredIn(check: Check): Check | undefined {
  const { query, oracle, subject, subjectName, verdict } = check;
  const unanswered = (program: string, milliseconds: number): Check => ({
    ...check,
    verdict: { kind: 'unanswered', program, milliseconds },
  });
  const end = subject.kind === 'unsupported' ? undefined : subject.outcome.end;
  if (end?.kind === 'cut') return unanswered(subjectName, end.milliseconds);
  if (oracle === undefined || verdict.kind !== 'oracle-error' || verdict.error.ran === undefined)
    return undefined;
  return unanswered(programName(query, oracle), verdict.error.ran);
}

/** The queries of the case; for a subject that takes an image, the whole map of the top instead. */
function queriesFor({ takes }: Subject, { layers }: Recipe, queries: readonly Query[]): readonly Query[] {
  return takes === 'arguments' ? queries : [['--output=json', layers.at(-1)!.name]];
}

/** Checks a relation on our implementation alone. */
function checkRelated(
  { relation, top, profile }: RelationQuery,
  subject: InProcess,
  { recipe, query, folder }: WrittenQuery,
): Check {
  const verdict: Verdict =
    typeof relation === 'string'
      ? { kind: 'skipped', reason: `no relation is named ${relation}` }
      : {
          ...severalMaps(() => checkRelation(relation, { subject, recipe, folder, top, profile })),
          relation,
        };
  return {
    query,
    oracle: undefined,
    verdict,
    subjectName: subject.name,
    subject: { kind: 'unsupported', reason: 'a relation, of several maps' },
    answer: undefined,
  };
}

async function checkAlone(parties: Parties, { recipe, query, folder }: WrittenQuery): Promise<Check> {
  const subject = await parties.subject.answer(query, folder, newest, parties);
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
  { recipe, query, folder }: WrittenQuery,
): Promise<Check> {
  const options = { ...parties, recipe };
  const running =
    parties.runOraclesIf === undefined ? queryOracle(oracle, query, folder, options) : undefined;
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

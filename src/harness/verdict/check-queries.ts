import type { Query, Recipe } from '../../../generators/recipe/recipe.ts';
import { newest, type Profile } from '../../map/profile/profile.ts';
import { isTimeUp } from '../basics/time-up.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import type { Parties } from '../parties/parties.ts';
import { programName } from '../parties/program-name.ts';
import { serveLayers } from '../parties/serve-layers.ts';
import { answeringAhead } from '../parties/subject/answering-ahead.ts';
import { isInProcess, type Subject } from '../parties/subject/subject.ts';
import type { Check } from './check.ts';
import { checkRelated } from './check-related.ts';
import { checkWithOracle } from './check-with-oracle.ts';
import { checkWithoutOracle } from './check-without-oracle.ts';
import type { Verdict } from './judge.ts';
import { readRelationQuery } from './relations/relation-query.ts';

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
  const order = asked.some(mayWrite) ? 'subject first' : 'together';
  for (const query of asked) {
    const related = readRelationQuery(query);
    const written = { recipe, query, folder };
    if (related !== undefined) {
      if (isInProcess(subject)) yield checkRelated(related, subject, written);
      continue;
    }
    for (const oracle of oracles.length === 0 ? [undefined] : oracles) {
      const check = await (oracle === undefined
        ? checkWithoutOracle(ahead, written)
        : checkWithOracle(oracle, ahead, written, order));
      if (parties.cancel?.aborted) {
        const unanswered = isTimeUp(parties.cancel) ? unansweredIn(check) : undefined;
        if (unanswered !== undefined) yield unanswered;
        return;
      }
      yield check;
    }
  }
}

/** Whether qemu-img may open a file to write to it. The locks that it then holds would refuse a map beside it. */
function mayWrite(query: Query): boolean {
  return query.some(word => word.includes('read-only'));
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

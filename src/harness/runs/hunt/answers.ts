import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { differenceOfOutcomes } from '../../answers/outcome-difference.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import { queryOracle } from '../../parties/oracle/query-oracle.ts';
import type { Parties } from '../../parties/parties.ts';
import type { WrittenQuery } from '../../parties/written-query.ts';

/** The outcome of one query with one oracle. */
export interface Answer {
  readonly oracle: Oracle;
  readonly outcome: Outcome;
}

/** An oracle that gave no answer. `failed`: it should have. */
export interface MissingAnswer {
  readonly oracle: Oracle;
  readonly reason: string;
  readonly failed: boolean;
}

/** The answers of some oracles, and the oracles that gave none. */
export interface Answers {
  readonly answers: readonly Answer[];
  readonly missing: readonly MissingAnswer[];
}

/** What one answer may cost, what ends it, and when its programs run. */
export type Asking = Pick<Parties, 'cancel' | 'limits' | 'scheduler'>;

/** The answers of several oracles to one query, in their order. */
export async function answersToQuery(
  oracles: readonly Oracle[],
  { recipe, query, folder }: WrittenQuery,
  asking: Asking = {},
): Promise<Answers> {
  const { cancel, limits, scheduler } = asking;
  const options = {
    recipe,
    ...(scheduler !== undefined && { scheduler }),
    ...(cancel !== undefined && { cancel }),
    ...(limits !== undefined && { limits }),
  };
  const answers: Answer[] = [];
  const missing: MissingAnswer[] = [];
  for (const oracle of oracles) {
    const answer = await queryOracle(oracle, query, folder, options);
    if (answer.kind === 'outcome') answers.push({ oracle, outcome: answer.outcome });
    else if (answer.kind === 'skipped') missing.push({ oracle, reason: answer.reason, failed: false });
    else missing.push({ oracle, reason: `${answer.error.kind}: ${answer.error.detail}`, failed: true });
  }
  return { answers, missing };
}

/** The answers of one oracle to the queries of a case, in their order. The files of the chain are in `folder`. */
export async function answersOfOracle(
  { recipe, queries }: Case,
  oracle: Oracle,
  folder: string,
  asking?: Asking,
): Promise<Answers> {
  const each: Answers[] = [];
  for (const query of queries) each.push(await answersToQuery([oracle], { recipe, query, folder }, asking));
  return {
    answers: each.flatMap(({ answers }) => answers),
    missing: each.flatMap(({ missing }) => missing),
  };
}

/** Groups of answers that agree once they are normalised, in the order of their first members. */
export function groupsOf(answers: readonly Answer[]): Answer[][] {
  const groups: Answer[][] = [];
  for (const answer of answers) {
    const group = groups.find(([first]) => agrees(first!, answer));
    if (group === undefined) groups.push([answer]);
    else group.push(answer);
  }
  return groups;
}

/** Whether two answers are the same once they are normalised. */
export function agrees(left: Answer, right: Answer): boolean {
  return differenceOfOutcomes(left.outcome, right.outcome) === undefined;
}

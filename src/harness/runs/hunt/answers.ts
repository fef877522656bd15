import type { Query } from '../../../../generators/recipe/recipe.ts';
import { differenceOfOutcomes } from '../../answers/compare.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { ask } from '../../parties/oracle/ask.ts';
import type { Oracle } from '../../parties/oracle/find.ts';

/** What one oracle said to a query. */
export interface Answer {
  readonly oracle: Oracle;
  readonly outcome: Outcome;
}

/** The oracles' answers to one query, in their order, and those who gave none, with the reason. */
export interface Answers {
  readonly answers: readonly Answer[];
  readonly missing: readonly { readonly oracle: Oracle; readonly reason: string; readonly failed: boolean }[];
}

/** Asks each oracle once; the chain stands written in `folder`. */
export async function answersOf(
  oracles: readonly Oracle[],
  query: Query,
  folder: string,
  cancel?: AbortSignal,
): Promise<Answers> {
  const asking = cancel === undefined ? {} : { cancel };
  const answers: Answer[] = [];
  const missing: Answers['missing'][number][] = [];
  for (const oracle of oracles) {
    const answer = await ask(oracle, query, folder, asking);
    if (answer.kind === 'outcome') answers.push({ oracle, outcome: answer.outcome });
    else if (answer.kind === 'skipped') missing.push({ oracle, reason: answer.reason, failed: false });
    else missing.push({ oracle, reason: `${answer.error.kind}: ${answer.error.detail}`, failed: true });
  }
  return { answers, missing };
}

/** One oracle's answers to several queries; the chain stands written in `folder`. */
export async function answersTo(
  queries: readonly Query[],
  oracle: Oracle,
  folder: string,
  cancel?: AbortSignal,
): Promise<Answers> {
  const each: Answers[] = [];
  for (const query of queries) each.push(await answersOf([oracle], query, folder, cancel));
  return {
    answers: each.flatMap(({ answers }) => answers),
    missing: each.flatMap(({ missing }) => missing),
  };
}

/** The answers that are the same, but for the normalisations, together: groups in the order of their first members. */
export function groupsOf(answers: readonly Answer[]): Answer[][] {
  const groups: Answer[][] = [];
  for (const answer of answers) {
    const group = groups.find(([first]) => isSame(first!, answer));
    if (group === undefined) groups.push([answer]);
    else group.push(answer);
  }
  return groups;
}

/** Whether two programs said the same. */
export function isSame(left: Answer, right: Answer): boolean {
  return differenceOfOutcomes(left.outcome, right.outcome) === undefined;
}

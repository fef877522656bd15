import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case, Recipe } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import type { Parties } from '../../../harness/parties/parties.ts';
import { relationsLines } from '../../../harness/report/finding/relation-lines.ts';
import { tryLines } from '../../../harness/report/finding/try-lines.ts';
import { tryDocument } from '../../../harness/report/json/try-document.ts';
import { lostName } from '../../../harness/report/words/lost-name.ts';
import type { Check } from '../../../harness/verdict/check.ts';
import { checkQueries } from '../../../harness/verdict/check-queries.ts';
import { relationQuery } from '../../../harness/verdict/relations/relation-query.ts';
import { relations } from '../../../harness/verdict/relations/relations.ts';
import type { Session } from '../../session/session.ts';
import { printJson, printLines } from '../../terminal/print.ts';

/** What a try prints, and how it ends. */
export interface TryManner {
  readonly output: 'lines' | 'json';
  /** The exit status that its checks stand for. */
  readonly statusOf: (checks: readonly Check[]) => number;
}

/**
 * Maps a case with every party, prints the answers, and checks all relations of its top layer.
 *
 * @returns the exit status
 */
export async function tryCase(session: Session, value: Case, manner: TryManner): Promise<number> {
  const folder = session.scratch.caseFolder();
  try {
    return await tryCaseIn(folder.path, session, value, manner);
  } finally {
    folder.drop();
  }
}

async function tryCaseIn(
  folder: string,
  { parties, found }: Session,
  value: Case,
  { output, statusOf }: TryManner,
): Promise<number> {
  const print = output === 'json' ? () => {} : printLines;
  writeRecipe(value.recipe, folder);
  print(
    printCase({ ...value, queries: [] })
      .trimEnd()
      .split('\n'),
  );
  const all: Check[] = [];
  // A subject that takes an image is asked for the whole map, whatever the queries are: so the checks say what was queried.
  let ofQuery: Check[] = [];
  const printQuery = (): void => {
    if (ofQuery.length > 0) print(tryLines(value.recipe, ofQuery[0]!.query, ofQuery, folder));
    ofQuery = [];
  };
  for await (const check of checkQueries(parties, value.recipe, value.queries, folder)) {
    if (check.query !== ofQuery[0]?.query) printQuery();
    ofQuery.push(check);
    all.push(check);
  }
  printQuery();
  const related = await relationChecks(parties, value.recipe, folder);
  print(relationsLines(value.recipe, related, folder));
  print(found.lost.map(each => `${lostName(each)}: ${each.error.kind}: ${each.error.detail}`));
  if (output === 'json') printJson(tryDocument(value, [...all, ...related], found.lost));
  return Math.max(found.lost.length > 0 ? 3 : 0, statusOf([...all, ...related]));
}

/** All relations of the top layer. */
async function relationChecks(parties: Parties, recipe: Recipe, folder: string): Promise<Check[]> {
  const queries = relations.map(relation => relationQuery(relation, recipe.layers.at(-1)!.name));
  const checks: Check[] = [];
  for await (const check of checkQueries(parties, recipe, queries, folder)) checks.push(check);
  return checks;
}

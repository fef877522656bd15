import type { Case, Query } from '../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { obstacleTo } from '../files/obstacle.ts';
import type { Findings } from '../finding/findings.ts';
import type { Lab } from '../parties/lab.ts';
import { type Check, checkQueries } from '../verdict/check.ts';
import { count, countSkipped, type Tally } from './tally.ts';

/**
 * Writes a case into its own folder, checks and counts each of its queries, and passes the checks on to `findings`. Returns
 * the queries that were judged at least once, or undefined if the case can't be judged on this host. `origin` describes
 * how to generate the case again; `watch` sees each check.
 */
export async function checkCase(
  { parties, scratch }: Lab,
  tally: Tally,
  findings: Findings,
  value: Case,
  origin: string,
  watch: (check: Check) => void = () => {},
): Promise<Query[] | undefined> {
  const obstacle = obstacleTo(value.recipe, scratch.holes);
  if (obstacle !== undefined) {
    countSkipped(tally, obstacle);
    return undefined;
  }
  const folder = scratch.caseFolder();
  const judged = new Set<Query>();
  try {
    writeRecipe(value.recipe, folder.path);
    for await (const check of checkQueries(parties, value.recipe, value.queries, folder.path)) {
      count(tally, check.verdict, check.oracle?.name ?? 'no oracle');
      if (check.verdict.kind !== 'skipped' && check.verdict.kind !== 'oracle-error') judged.add(check.query);
      watch(check);
      await findings.record(value, origin, check);
    }
    return [...judged];
  } finally {
    folder.drop();
  }
}

import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { obstacleTo } from '../../files/obstacle.ts';
import type { Lab } from '../../parties/lab.ts';
import type { NamedCase } from '../named-case.ts';
import { answersToQuery } from './answers.ts';
import { type AnswerChange, answerChanges } from './change.ts';
import { ownAnswers } from './own-answers.ts';

/** How the oracles answer the queries of one case. */
export interface ComparedCase {
  readonly queries: number;
  /** Queries that at least two oracles answered. */
  readonly compared: number;
  /** Queries with the same answer from all oracles that gave one. */
  readonly unanimous: number;
  readonly changes: readonly AnswerChange[];
  /** Why there is no answer: a reason for each that is missing. */
  readonly missing: readonly string[];
  /** A program failed. */
  readonly failed: boolean;
}

/**
 * Asks every oracle every query of a case, and tells the changes from one oracle to the next. When `parties.cancel` fires, the
 * remaining queries are left out.
 */
export async function compareCase(
  { parties, scratch }: Lab,
  { name, value: { recipe, queries } }: NamedCase,
): Promise<ComparedCase> {
  const counted = { queries: 0, compared: 0, unanimous: 0, failed: false };
  const changes: AnswerChange[] = [];
  const missing: string[] = [];
  const obstacle = obstacleTo(recipe, scratch.holes);
  if (obstacle !== undefined) return { ...counted, changes, missing: [obstacle] };
  const folder = scratch.caseFolder();
  try {
    writeRecipe(recipe, folder.path);
    for (const query of queries) {
      const written = { recipe, query, folder: folder.path };
      const all = await answersToQuery(parties.oracles, written, parties);
      if (parties.cancel?.aborted) break;
      counted.queries += 1;
      if (all.answers.length > 1) counted.compared += 1;
      for (const { oracle, reason, failed } of all.missing) {
        missing.push(`qemu-img ${oracle.name}: ${reason}`);
        counted.failed ||= failed;
      }
      const found = answerChanges(all.answers, { name, recipe, query }, ownAnswers(written));
      if (found.length === 0) counted.unanimous += 1;
      changes.push(...found);
    }
    return { ...counted, changes, missing };
  } finally {
    folder.drop();
  }
}

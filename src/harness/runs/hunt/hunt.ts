import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { obstacleTo } from '../../files/obstacle.ts';
import type { Lab } from '../../parties/lab.ts';
import type { WrittenQuery } from '../../parties/written-query.ts';
import type { NamedCase } from '../named-case.ts';
import { answersToQuery } from './answers.ts';
import { answerChanges, type Change, Changes } from './change.ts';
import { ownAnswers } from './own-answers.ts';

/** The result of a hunt. */
export interface Hunt {
  readonly cases: number;
  readonly queries: number;
  /** Queries that at least two oracles answered. */
  readonly compared: number;
  /** Queries with the same answer from all oracles that gave one. */
  readonly unanimous: number;
  readonly changes: readonly Change[];
  /** Queries without an answer: how often, by reason. */
  readonly missing: ReadonlyMap<string, number>;
  /** A program failed, so that changes may be missing. */
  readonly failed: boolean;
}

/**
 * Asks every oracle every query of the cases, and sorts the differences between one oracle and the next into distinct
 * changes. When `parties.cancel` fires it ends early, with the result so far. `progress` gets the numbers of cases and
 * changes so far.
 */
export async function hunt(
  { parties, scratch }: Lab,
  cases: Iterable<NamedCase>,
  progress: (cases: number, changes: number) => void,
): Promise<Hunt> {
  const counted = { cases: 0, queries: 0, compared: 0, unanimous: 0, failed: false };
  const changes = new Changes();
  const missing = new Map<string, number>();
  const miss = (reason: string): void => void missing.set(reason, (missing.get(reason) ?? 0) + 1);

  const queryAll = async (name: string, written: WrittenQuery): Promise<void> => {
    const all = await answersToQuery(parties.oracles, written, parties);
    if (parties.cancel?.aborted) return;
    counted.queries += 1;
    if (all.answers.length > 1) counted.compared += 1;
    for (const { oracle, reason, failed } of all.missing) {
      miss(`qemu-img ${oracle.name}: ${reason}`);
      counted.failed ||= failed;
    }
    const found = answerChanges(all.answers, { name, ...written }, ownAnswers(written));
    if (found.length === 0) counted.unanimous += 1;
    for (const answerChange of found) changes.add(answerChange);
  };

  for (const { name, value } of cases) {
    if (parties.cancel?.aborted) break;
    const obstacle = obstacleTo(value.recipe, scratch.holes);
    if (obstacle === undefined) {
      const folder = scratch.caseFolder();
      try {
        writeRecipe(value.recipe, folder.path);
        for (const query of value.queries)
          await queryAll(name, { recipe: value.recipe, query, folder: folder.path });
      } finally {
        folder.drop();
      }
    } else miss(obstacle);
    counted.cases += 1;
    progress(counted.cases, changes.count);
  }
  return { ...counted, changes: changes.inOrder(), missing };
}

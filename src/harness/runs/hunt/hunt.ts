import type { Case, Query } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { obstacleTo } from '../../files/obstacle.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Parties } from '../../parties/parties.ts';
import { inProcess } from '../../parties/subject/in-process.ts';
import { answersOf } from './answers.ts';
import { type Change, Changes, sightingsIn } from './change.ts';

/** A case by the name that people know it by. */
export interface NamedCase {
  readonly name: string;
  readonly value: Case;
}

/** What a hunt came to. */
export interface Hunt {
  readonly cases: number;
  readonly queries: number;
  /** Queries that all who answered answered alike. */
  readonly alike: number;
  readonly changes: readonly Change[];
  /** What wasn't asked or gave no answer: how often, by reason. */
  readonly missing: ReadonlyMap<string, number>;
  /** A program failed: what it would have said isn't known. */
  readonly failed: boolean;
}

/**
 * Asks every oracle every query of the cases, and sorts what differs between one oracle and the next into distinct
 * changes. Ends early, with what it has, when `parties.cancel` fires. `progress` is told the cases and changes so far.
 */
export async function hunt(
  parties: Parties,
  scratch: Scratch,
  cases: Iterable<NamedCase>,
  progress: (cases: number, changes: number) => void,
): Promise<Hunt> {
  const counted = { cases: 0, queries: 0, alike: 0, failed: false };
  const changes = new Changes();
  const missing = new Map<string, number>();
  const miss = (reason: string): void => void missing.set(reason, (missing.get(reason) ?? 0) + 1);

  const askAll = async (name: string, query: Query, folder: string): Promise<void> => {
    const all = await answersOf(parties.oracles, query, folder, parties.cancel);
    if (parties.cancel?.aborted) return;
    counted.queries += 1;
    for (const { oracle, reason, failed } of all.missing) {
      miss(`qemu-img ${oracle.name}: ${reason}`);
      counted.failed ||= failed;
    }
    const sightings = sightingsIn(all.answers, { name, query }, profile => {
      const answer = inProcess.ask(query, folder, profile);
      return answer.kind === 'outcome' ? answer.outcome : undefined;
    });
    if (sightings.length === 0) counted.alike += 1;
    for (const sighting of sightings) changes.add(sighting);
  };

  for (const { name, value } of cases) {
    if (parties.cancel?.aborted) break;
    const obstacle = obstacleTo(value.recipe, scratch.fitness);
    if (obstacle === undefined) {
      const folder = scratch.caseFolder();
      try {
        writeRecipe(value.recipe, folder.path);
        for (const query of value.queries) await askAll(name, query, folder.path);
      } finally {
        folder.drop();
      }
    } else miss(obstacle);
    counted.cases += 1;
    progress(counted.cases, changes.count);
  }
  return { ...counted, changes: changes.inOrder(), missing };
}

import type { Query } from '../../../../generators/recipe/recipe.ts';
import { type Answer, groupsOf, isSame } from './answers.ts';
import { type Reason, reasonsFor, type Say } from './reasons.ts';

/** One query on which an oracle says otherwise than the one before it. */
export interface Sighting {
  /** The name of the case. */
  readonly name: string;
  readonly query: Query;
  /** The answers on both sides of the change. */
  readonly before: Answer;
  readonly after: Answer;
  /** Names of the oracles that agree with each other, in the order of their first members. */
  readonly groups: readonly (readonly string[])[];
  readonly reasons: readonly Reason[];
}

/** One thing that versions do differently, however many queries show it. */
export interface Change {
  /** The first oracle, in their order, that does it in the later way. */
  readonly first: string;
  readonly reason: Reason;
  /** The first sighting that shows this change and no other, or as few others as were seen. */
  example: Sighting;
  /** How many queries showed it. */
  queries: number;
}

/** The sightings in the answers to one query: one at each oracle that says otherwise than the one before it. */
export function sightingsIn(
  answers: readonly Answer[],
  { name, query }: Pick<Sighting, 'name' | 'query'>,
  say: Say,
): Sighting[] {
  const groups = groupsOf(answers).map(group => group.map(({ oracle }) => oracle.name));
  return answers.slice(1).flatMap((after, index) => {
    const before = answers[index]!;
    if (isSame(before, after)) return [];
    const reasons = reasonsFor(saidBy(before), saidBy(after), say);
    return [{ name, query, before, after, groups, reasons }];
  });
}

function saidBy({ outcome, oracle }: Answer): {
  outcome: Answer['outcome'];
  profile: Answer['oracle']['profile'];
} {
  return { outcome, profile: oracle.profile };
}

/** Sorts sightings into distinct changes: one for each reason and each oracle that is the first. */
export class Changes {
  readonly #changes = new Map<string, Change>();

  add(sighting: Sighting): void {
    const first = sighting.after.oracle.name;
    for (const reason of sighting.reasons) {
      const key = JSON.stringify([first, reason]);
      const change = this.#changes.get(key);
      if (change === undefined) {
        this.#changes.set(key, { first, reason, example: sighting, queries: 1 });
        continue;
      }
      change.queries += 1;
      if (sighting.reasons.length < change.example.reasons.length) change.example = sighting;
    }
  }

  get count(): number {
    return this.#changes.size;
  }

  /** What isn't known first, then by how many queries showed it. */
  inOrder(): Change[] {
    const unknown = ({ reason }: Change): number => (reason.kind === 'unknown' ? 1 : 0);
    return [...this.#changes.values()].sort((a, b) => unknown(b) - unknown(a) || b.queries - a.queries);
  }
}

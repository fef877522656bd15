import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { type Answer, agrees, groupsOf } from './answers.ts';
import { type AnswerAs, type Reason, reasonsFor, type VersionAnswer } from './reasons.ts';

/** One query to which an oracle answers differently from the one before it. */
export interface AnswerChange {
  /** The name of the case. */
  readonly name: string;
  readonly recipe: Recipe;
  readonly query: Query;
  /** The answers on both sides of the change. */
  readonly before: Answer;
  readonly after: Answer;
  /** Names of the oracles that agree with each other, a group each. */
  readonly groups: readonly (readonly string[])[];
  readonly reasons: readonly Reason[];
}

/** One difference between versions, however many queries show it. */
export interface Change {
  /** The first oracle with the later behaviour. */
  readonly first: string;
  readonly reason: Reason;
  /** The first query that shows this change alone, or the one with the fewest other changes. */
  example: AnswerChange;
  /** How many queries show it. */
  queries: number;
}

/** The changes in the answers to one query: one at each oracle that answers differently from the one before it. */
export function answerChanges(
  answers: readonly Answer[],
  { name, recipe, query }: Pick<AnswerChange, 'name' | 'recipe' | 'query'>,
  answerAs: AnswerAs,
): AnswerChange[] {
  const groups = groupsOf(answers).map(group => group.map(({ oracle }) => oracle.name));
  return answers.slice(1).flatMap((after, index) => {
    const before = answers[index]!;
    if (agrees(before, after)) return [];
    const reasons = reasonsFor(versionAnswer(before), versionAnswer(after), answerAs);
    return [{ name, recipe, query, before, after, groups, reasons }];
  });
}

function versionAnswer({ outcome, oracle }: Answer): VersionAnswer {
  return { outcome, profile: oracle.profile };
}

/** Groups answer changes by what explains them: one change for each reason and first oracle. */
export class Changes {
  readonly #changes = new Map<string, Change>();

  add(answerChange: AnswerChange): void {
    const first = answerChange.after.oracle.name;
    for (const reason of answerChange.reasons) {
      const key = JSON.stringify([first, reason]);
      const change = this.#changes.get(key);
      if (change === undefined) {
        this.#changes.set(key, { first, reason, example: answerChange, queries: 1 });
        continue;
      }
      change.queries += 1;
      if (answerChange.reasons.length < change.example.reasons.length) change.example = answerChange;
    }
  }

  get count(): number {
    return this.#changes.size;
  }

  /** Unknown changes first, then by the number of queries that show them. */
  inOrder(): Change[] {
    const unknown = ({ reason }: Change): number => (reason.kind === 'unknown' ? 1 : 0);
    return [...this.#changes.values()].sort((a, b) => unknown(b) - unknown(a) || b.queries - a.queries);
  }
}

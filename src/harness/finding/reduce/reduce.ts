import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { Budget } from './budget.ts';
import { smallerCases, withQuerySpelledOut } from './smaller-cases.ts';
import { smallestCases } from './smallest/smallest-cases.ts';

export interface Reduction {
  readonly smallest: Case;
  /** False when the budget ended the reduction: smaller cases may exist. */
  readonly complete: boolean;
}

/**
 * The smallest case that `keeps` accepts.
 *
 * 1. Spell out the query.
 * 2. Try the smallest cases there are. The first one that is accepted is the result.
 * 3. Otherwise go step by step: take the first smaller case that is accepted, and start anew from it, until none is accepted or
 *    the budget is spent.
 *
 * `keeps` is called with invalid cases too.
 */
export async function reduce(
  from: Case,
  keeps: (candidate: Case) => Promise<boolean>,
  budget: Budget,
): Promise<Reduction> {
  const firstKept = async (candidates: Iterable<Case>): Promise<Case | undefined> => {
    for (const candidate of candidates) {
      if (budget.isSpent()) return undefined;
      if (await keeps(candidate)) return candidate;
    }
    return undefined;
  };
  const spelled = (await firstKept(withQuerySpelledOut(from))) ?? from;
  const smallest = await firstKept(smallestCases(spelled));
  if (smallest !== undefined) return { smallest, complete: true };
  let smaller = spelled;
  for (;;) {
    const next = await firstKept(smallerCases(smaller));
    if (next === undefined) return { smallest: smaller, complete: !budget.isSpent() };
    smaller = next;
  }
}

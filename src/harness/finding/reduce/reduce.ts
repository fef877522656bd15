import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { Budget } from './budget.ts';
import { smallerCases, withQuerySpelledOut } from './smaller-cases.ts';
import { smallestCases } from './smallest-cases.ts';

export interface Reduction {
  readonly smallest: Case;
  /** False where the budget ended it: smaller cases may exist. */
  readonly complete: boolean;
}

/**
 * The smallest case that `keeps` still accepts, its query spelled out: one of the smallest there are, or else one step after the
 * other: the first acceptable smaller case is taken, and everything starts anew from it, until none is acceptable or the budget
 * is spent. `keeps` is asked of invalid cases too.
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

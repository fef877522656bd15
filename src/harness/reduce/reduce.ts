import type { Case } from '../../../generators/recipe/recipe.ts';
import { smallerCases } from './smaller-cases.ts';

/** What reduction may cost. */
export interface ReductionBudget {
  readonly milliseconds: number;
  /** Ends it as soon as it fires. */
  readonly cancel?: AbortSignal | undefined;
}

export interface Reduction {
  readonly smallest: Case;
  readonly tried: number;
  /** False where the budget ended it: smaller cases may exist. */
  readonly complete: boolean;
}

/**
 * The smallest case that `keeps` still accepts, one step after the other: the first acceptable smaller case is taken,
 * and everything starts anew from it, until none is acceptable or the budget is spent. `keeps` is asked of invalid
 * cases too.
 */
export async function reduce(
  from: Case,
  keeps: (candidate: Case) => Promise<boolean>,
  budget: ReductionBudget,
): Promise<Reduction> {
  const deadline = performance.now() + budget.milliseconds;
  let smallest = from;
  let tried = 0;
  for (let found = true; found; ) {
    found = false;
    for (const candidate of smallerCases(smallest)) {
      if (budget.cancel?.aborted || performance.now() >= deadline)
        return { smallest, tried, complete: false };
      tried += 1;
      if (!(await keeps(candidate))) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return { smallest, tried, complete: true };
}

import type { Case, Query, Recipe } from '../../../../../generators/recipe/recipe.ts';
import { firstCheck } from '../../../finding/search/first-check.ts';
import { faultOf } from '../../../finding/signature/fault.ts';
import type { Lab } from '../../../parties/lab.ts';
import type { Check } from '../../../verdict/check.ts';
import { type GuestRange, neighbourhoods } from './neighbourhood.ts';

/** A case that shows a fault, and the check that found it. */
export interface FaultyCase {
  readonly value: Case;
  readonly check: Check;
}

/**
 * Makes a case of the columns around a range of guest bytes: of as many columns as it takes for the query to show a fault
 * again. Undefined if even the whole chain no longer shows one.
 */
export async function cutOut(
  lab: Lab,
  recipe: Recipe,
  query: Query,
  range: GuestRange,
): Promise<FaultyCase | undefined> {
  for (const part of neighbourhoods(recipe, range)) {
    const value: Case = { notes: [], recipe: part, queries: [query] };
    const check = await firstCheck(lab, value, each =>
      faultOf(each.verdict) === undefined ? undefined : each,
    );
    if (check !== undefined) return { value, check };
  }
  return undefined;
}

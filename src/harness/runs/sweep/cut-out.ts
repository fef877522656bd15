import type { Case, Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import type { Scratch } from '../../files/scratch.ts';
import { shownCheck } from '../../finding/search/shown-check.ts';
import { faultOf } from '../../finding/signature/signature.ts';
import type { Parties } from '../../parties/parties.ts';
import type { Check } from '../../verdict/check.ts';
import { type GuestRange, neighbourhoods } from './neighbourhood.ts';

/** A case that shows a fault, and the check that showed it. */
export interface ShownCase {
  readonly value: Case;
  readonly check: Check;
}

/**
 * The columns around a range of guest bytes as a case of their own, so many that a query of it shows a fault, as it did
 * on the whole chain; undefined where even the whole chain doesn't any more.
 */
export async function cutOut(
  parties: Parties,
  scratch: Scratch,
  recipe: Recipe,
  query: Query,
  range: GuestRange,
): Promise<ShownCase | undefined> {
  for (const part of neighbourhoods(recipe, range)) {
    const value: Case = { notes: [], recipe: part, queries: [query] };
    const check = await shownCheck(parties, scratch, value, seen =>
      faultOf(seen.verdict) === undefined ? undefined : seen,
    );
    if (check !== undefined) return { value, check };
  }
  return undefined;
}

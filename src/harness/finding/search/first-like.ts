import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Parties } from '../../parties/parties.ts';
import { shownCheck } from './shown-check.ts';
import type { Sighting } from './telling-sighting.ts';

/** The first of some cases with one query that is seen to show what is looked for. */
export async function firstLike(
  parties: Parties,
  scratch: Scratch,
  candidates: Iterable<Case>,
  isLike: (seen: Sighting) => boolean,
): Promise<Sighting | undefined> {
  for (const value of candidates) {
    const seen = await shownCheck(parties, scratch, value, check =>
      isLike({ value, check }) ? { value, check } : undefined,
    );
    if (seen !== undefined) return seen;
  }
  return undefined;
}

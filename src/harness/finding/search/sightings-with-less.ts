import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Parties } from '../../parties/parties.ts';
import type { Budget } from '../reduce/budget.ts';
import { casesWithLess } from '../reduce/smaller-cases.ts';
import { smallestCases } from '../reduce/smallest-cases.ts';
import { askingFor } from './asking-for.ts';
import { firstLike } from './first-like.ts';
import { isSameMisreading, misreadingOf } from './misreading.ts';
import { abstains } from './same-fault.ts';
import type { Sighting } from './telling-sighting.ts';

/**
 * Sightings of the same misreading, in whatever field it shows: in the smallest chains that come before this one, or with one
 * thing less around the clusters. Where a difference has no place, as in a refusal, nothing tells that two are of one fault.
 */
export async function* sightingsWithLess(
  parties: Parties,
  scratch: Scratch,
  sighting: Sighting,
  budget: Budget,
): AsyncGenerator<Sighting> {
  const misreading = (seen: Sighting) => misreadingOf(seen, !abstains(parties, seen));
  const misread = misreading(sighting);
  if (misread === undefined) return;
  const asked = askingFor(parties, sighting);
  const isLike = (seen: Sighting): boolean => isSameMisreading(misread, misreading(seen));
  for (const candidate of lesserCases(sighting.value)) {
    if (budget.isSpent()) return;
    const less = await firstLike(asked, scratch, [candidate], isLike);
    if (less !== undefined) yield less;
  }
}

/** Lazy: of a case with many columns there are thousands, and most are never tried. */
function* lesserCases(value: Case): Generator<Case> {
  yield* smallestBefore(value);
  yield* casesWithLess(value);
}

function smallestBefore(value: Case): Case[] {
  const smallest = [...smallestCases(value)];
  const text = textOf(value);
  const index = smallest.findIndex(one => textOf(one) === text);
  return index < 0 ? smallest : smallest.slice(0, index);
}

function textOf({ recipe, queries }: Case): string {
  return printCase({ notes: [], recipe, queries });
}

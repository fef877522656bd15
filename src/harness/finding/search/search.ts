import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { Lab } from '../../parties/lab.ts';
import type { Budget } from '../reduce/budget.ts';
import { fewerEdits } from '../reduce/fewer-edits.ts';
import { isPlain } from '../reduce/plain-query.ts';
import { reduce } from '../reduce/reduce.ts';
import { casesWithLess } from '../reduce/smaller-cases.ts';
import { longCases, smallestCases } from '../reduce/smallest/smallest-cases.ts';
import { decidingState } from '../signature/place.ts';
import { fineSignature } from '../signature/signature.ts';
import { jsonSighting } from './json-sighting.ts';
import { isSameMisreading, type Misreading, misreadingOf } from './misreading.ts';
import { isModelled, type Sighting } from './sighting.ts';
import { faultAsTarget, labForAnyKind, showsFault, type Target } from './target.ts';

/**
 * The search from a sighting in a random case to the smallest case of its fault. It has two parts. `identify` is short and
 * runs at once: its result decides whether the campaign has seen the fault before. `minimize` runs later, within a budget.
 */

/** What `minimize` needs besides the lab. */
export interface Search extends Lab {
  readonly budget: Budget;
  /** Fine signatures of known findings. The search never passes from its own difference to one of these. */
  readonly known: ReadonlySet<string>;
  /** Called with each smaller sighting, so that a killed run loses none. */
  keep(smaller: Sighting): void;
}

/**
 * A sighting of the same fault that names it best.
 *
 * 1. In JSON: a table or a context shows many faults in the same way.
 * 2. With no more damage than the fault needs: signatures name the damaged fields.
 */
export async function identify(lab: Lab, sighting: Sighting): Promise<Sighting> {
  return withLeastDamage(lab, await jsonSighting(lab, sighting));
}

/**
 * The smallest sighting of the fault.
 *
 * 1. If the subject refuses what it should not, look for the same refusal in the smallest cases: what else it refuses there, and in
 *    whose place, doesn't matter.
 * 2. Reduce the case as long as it shows the same difference.
 * 3. Look for the fault in JSON again: a window with a fault of its own may have been in the way. Reduce that.
 * 4. Look for another difference that may come from the same misreading, in a case with less in it. Reduce that, and repeat
 *    until no such case leads to a new signature. So a fault that shows in several fields comes down to one of them.
 */
export async function minimize(search: Search, identified: Sighting): Promise<Sighting> {
  const soundest = (await smallestRefusal(search, identified)) ?? identified;
  let { smallest } = await reduceSighting(search, soundest, search.keep);

  const inJson = await jsonSighting(search, smallest);
  if (inJson !== smallest) ({ smallest } = await reduceSighting(search, inJson, search.keep));

  const barred = new Set(search.known);
  for (;;) {
    barred.add(signatureOf(smallest));
    const smaller = await smallerMisreading(search, smallest, barred);
    if (smaller === undefined) return smallest;
    smallest = smaller;
    search.keep(smallest);
  }
}

/** The fine signature of a sighting. */
export function signatureOf({ value, check }: Sighting): string {
  return fineSignature(check.verdict, value)!;
}

/** A sighting of the same fault, decided by the same state, from which no edit can be taken away. */
async function withLeastDamage(lab: Lab, sighting: Sighting): Promise<Sighting> {
  const stateOf = ({ value, check }: Sighting) => decidingState(check.verdict, value);
  const state = stateOf(sighting);
  const target = faultAsTarget(lab, sighting);
  const wanted = {
    lab: target.lab,
    matches: (seen: Sighting) => target.matches(seen) && stateOf(seen) === state,
  };
  const sounder = async ({ value }: Sighting): Promise<Sighting | undefined> => {
    for (const recipe of fewerEdits(value.recipe)) {
      const seen = await showsFault(wanted, { ...sighting.value, recipe });
      if (seen !== undefined) return seen;
    }
    return undefined;
  };
  let least = sighting;
  for (let next = await sounder(least); next !== undefined; next = await sounder(least)) least = next;
  return least;
}

interface ReducedSighting {
  readonly smallest: Sighting;
  /** False when the budget ended the reduction: smaller cases may exist. */
  readonly complete: boolean;
}

/** Reduces the case of a sighting as long as it shows the same fault. As soon as the model has a vote, it keeps it. */
async function reduceSighting(
  search: Search,
  sighting: Sighting,
  keep: Search['keep'],
): Promise<ReducedSighting> {
  let target = faultAsTarget(search, sighting);
  let smallest = sighting;
  const keeps = async (candidate: Case): Promise<boolean> => {
    const seen = await showsFault(target, candidate);
    if (seen === undefined) return false;
    if (!target.isModelled && isModelled(search.parties, seen)) target = faultAsTarget(search, seen);
    smallest = seen;
    keep(smallest);
    return true;
  };
  const { complete } = await reduce(sighting.value, keeps, search.budget);
  return { smallest, complete };
}

/**
 * The first of the smallest cases in which the subject refuses in the same words, again wrongly. Undefined if it doesn't, or if that
 * is a known finding.
 */
async function smallestRefusal(search: Search, sighting: Sighting): Promise<Sighting | undefined> {
  const wanted = sameMisreading(search, sighting);
  if (wanted?.misreading.readings.some(({ misread }) => misread === 'wrong check') !== true) return undefined;
  for (const candidate of smallestCases(sighting.value)) {
    if (search.budget.isSpent()) return undefined;
    const seen = await showsFault(wanted, candidate);
    if (seen !== undefined) return search.known.has(signatureOf(seen)) ? undefined : seen;
  }
  return undefined;
}

/** What the misreading of a sighting is, and when another sighting may be of it. Undefined if it can't be told. */
function sameMisreading(
  search: Search,
  sighting: Sighting,
): (Pick<Target, 'lab' | 'matches'> & { readonly misreading: Misreading }) | undefined {
  const read = (seen: Sighting) => misreadingOf(seen, { isModelled: isModelled(search.parties, seen) });
  const misreading = read(sighting);
  if (misreading === undefined) return undefined;
  const lab = labForAnyKind(search, sighting);
  return { misreading, lab, matches: seen => isSameMisreading(misreading, read(seen)) };
}

/** The first reduced sighting of the same misreading, in a case with less in it, whose signature isn't barred. */
async function smallerMisreading(
  search: Search,
  sighting: Sighting,
  barred: ReadonlySet<string>,
): Promise<Sighting | undefined> {
  const wanted = sameMisreading(search, sighting);
  if (wanted === undefined) return undefined;
  for (const candidate of lesserCases(sighting.value)) {
    if (search.budget.isSpent()) return undefined;
    const seen = await showsFault(wanted, candidate);
    if (seen === undefined) continue;
    const { smallest, complete } = await reduceSighting(search, seen, () => {});
    // A signature of half a reduction could be the same as a known finding's.
    if (complete && !barred.has(signatureOf(smallest))) return smallest;
  }
  return undefined;
}

/**
 * The smallest cases that come before a case. If it is none of them, or asks for more than a plain query does, those of as many layers
 * too, then those with one thing less, of which there may be thousands.
 */
function* lesserCases(value: Case): Generator<Case> {
  const textOf = ({ recipe, queries }: Case): string => printCase({ notes: [], recipe, queries });
  const text = textOf(value);
  const smallest = [...smallestCases(value)];
  const index = smallest.findIndex(candidate => textOf(candidate) === text);
  yield* index < 0 ? smallest : smallest.slice(0, index);
  if (index >= 0 && isPlain(value.queries[0]!, value.recipe)) return;
  for (const long of longCases(value)) {
    if (textOf(long) === text) break;
    yield long;
  }
  yield* casesWithLess(value);
}

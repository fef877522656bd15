import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import type { ReadExtent } from '../../answers/map-text/extent.ts';
import { endOf, extentAt } from '../../answers/map-text/extents.ts';
import type { Check } from '../../verdict/check.ts';
import { evidenceOf } from '../evidence.ts';
import { bordersAt } from '../signature/borders.ts';
import { type ColumnState, columnAt, decidingStateOf } from '../signature/column.ts';
import { mappedChain } from '../signature/mapped-chain.ts';
import { culpritOf, decidingState } from '../signature/signature.ts';
import type { Sighting } from './telling-sighting.ts';
import { isToldAs, toldState } from './told-state.ts';

/**
 * What was taken for something else where a map first differs. In which field that shows, or as an end, depends on what lies
 * around: sightings of one misreading are taken to be of one fault.
 */
export interface Misreading {
  readonly culprit: string;
  /** Whether the picture tells what was there: not so where the model abstains, as of a damaged table. */
  readonly isSure: boolean;
  /** What it may have been, each enough to explain what is seen. */
  readonly readings: readonly Reading[];
}

interface Reading {
  /** The state, of the layer that the map says it of; `border` where it says that what lies before goes on. */
  readonly of: ColumnState | 'border';
  /**
   * What it was taken for: a state; of a border its kind; where only something else differs, that. Absent where the map ended
   * before it said so.
   */
  readonly as?: string;
}

/** Undefined where the difference has no place, as that of a refusal. `isSure`: whether the model has a say in it. */
export function misreadingOf({ value, check }: Sighting, isSure: boolean): Misreading | undefined {
  const { verdict } = check;
  const culprit = culpritOf(verdict);
  if (culprit === undefined || !('difference' in verdict)) return undefined;
  const chain = mappedChain(value.recipe, value.queries[0] ?? []);
  const [ours = [], theirs = []] = evidenceOf(check)!.sides.map(({ extents }) => extents);
  const misread = (...readings: Reading[]): Misreading => ({ culprit, isSure, readings });
  const { difference } = verdict;
  switch (difference.kind) {
    case 'field': {
      const { at, field } = difference;
      const said = extentAt(ours, at);
      if (said === undefined) return misread({ of: decidingState(verdict, value)!, as: field });
      const { of, as } = toldAt(said, chain, at);
      const state = { of, as: as === undefined || isToldAs(of, as) ? field : as };
      if (!goesOn(said, chain, at)) return misread(state);
      return misread({ of: 'border', as: bordersAt(chain, at).join(', ') || 'cluster' }, state);
    }
    case 'coverage': {
      if (!fails(check)) return misread({ of: decidingState(verdict, value)!, as: difference.kind });
      // Where maps fail, the last extent is printed by that which saw another one behind it.
      const state = { of: decidingStateOf(columnAt(chain, max(endOf(ours), endOf(theirs)))) };
      return endOf(ours) < endOf(theirs) ? misread({ of: 'border' }, state) : misread(state);
    }
    case 'cut':
    case 'rule':
      return misread({ of: decidingState(verdict, value)!, as: difference.kind });
    case 'exit': {
      const wrong = isSure ? firstWrong(ours, chain, endOf(theirs)) : undefined;
      return wrong && misread(wrong);
    }
    default:
      return undefined;
  }
}

/** Whether two sightings may be of one misreading, as far as both say. */
export function isSameMisreading(one: Misreading | undefined, other: Misreading | undefined): boolean {
  if (one === undefined || other === undefined || one.culprit !== other.culprit) return false;
  const anyState = !one.isSure || !other.isSure;
  return one.readings.some(reading => other.readings.some(like => isSameReading(reading, like, anyState)));
}

function isSameReading(one: Reading, other: Reading, anyState: boolean): boolean {
  if (one.as === undefined || other.as === undefined) return one.of === other.of;
  return one.as === other.as && (one.of === other.of || anyState);
}

interface Told {
  readonly of: ColumnState;
  readonly as?: ColumnState;
}

/** The state that an extent speaks of at a byte, and what it says of it. */
function toldAt(said: ReadExtent, chain: Recipe, at: bigint): Told {
  const column = columnAt(chain, at);
  const depth = said.depth ?? column.length - 1;
  if (depth >= column.length) return { of: decidingStateOf(column), as: 'unallocated' };
  const of = depth < column.length - 1 ? column[depth]! : decidingStateOf(column);
  const as = toldState(said);
  return as === undefined ? { of } : { of, as };
}

/** Whether an extent goes on from another column. */
function goesOn({ start }: ReadExtent, chain: Recipe, at: bigint): boolean {
  return start < at && columnAt(chain, at - 1n).join() !== columnAt(chain, at).join();
}

/** The first state at or behind a byte that extents speak wrongly of. */
function firstWrong(extents: readonly ReadExtent[], chain: Recipe, from: bigint): Told | undefined {
  return extents
    .filter(extent => endOf([extent]) > from)
    .map(extent => toldAt(extent, chain, max(extent.start, from)))
    .find(({ of, as }) => as !== undefined && !isToldAs(of, as));
}

function fails({ subject, answer }: Check): boolean {
  const ends = [subject.kind === 'unsupported' ? undefined : subject.outcome.end, answer?.end];
  return ends.every(end => end?.kind === 'exit' && end.status !== 0);
}

function max(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

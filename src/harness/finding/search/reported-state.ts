import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import { type ColumnState, columnAt, decidingStateOf } from '../signature/column.ts';

/** The state of a cluster that an extent of a map reports; undefined where the extent has no such fields, as a row of a table. */
export function reportedState({
  present,
  zero,
  data,
  compressed,
  offset,
}: ReadExtent): ColumnState | undefined {
  if (present === false) return offset === undefined ? 'unallocated' : 'reserved';
  if (zero === undefined) return undefined;
  if (compressed === true) return 'compressed';
  if (!zero) return 'data';
  if (data === true) return 'data-hole';
  return offset === undefined ? 'zero-plain' : 'zero-allocated';
}

/** Whether a state is rightly reported as another one: a map reports a hole of a raw file as zeros with an offset. */
export function isReportedAs(state: ColumnState, reported: ColumnState): boolean {
  return state === reported || (state === 'hole' && reported === 'zero-allocated');
}

/** What an extent reports about one byte. */
export interface Report {
  /** The state of the layer that the extent names by its depth. */
  readonly of: ColumnState;
  /** The state that the extent reports; absent for an extent without its fields. */
  readonly as?: ColumnState;
}

/** What an extent reports about a guest byte of a chain. A depth below the deciding layer reports the column as unallocated. */
export function reportAt(extent: ReadExtent, chain: Recipe, at: bigint): Report {
  const column = columnAt(chain, at);
  const depth = extent.depth ?? column.length - 1;
  if (depth >= column.length) return { of: decidingStateOf(column), as: 'unallocated' };
  const of = depth < column.length - 1 ? column[depth]! : decidingStateOf(column);
  const as = reportedState(extent);
  return as === undefined ? { of } : { of, as };
}

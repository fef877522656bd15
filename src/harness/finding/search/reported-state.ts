import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import type { ColumnState } from '../signature/column.ts';

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

import {
  type ColumnState,
  columnAt,
  decidingStateOf,
  stateAt,
} from '../../../../generators/recipe/cells/column.ts';
import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';

/** The state that the fields of an extent report; undefined where it has no such fields, as a row of a table. */
function stateIn({ present, zero, data, compressed, offset }: ReadExtent): ColumnState | undefined {
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

/** What an extent reports about a byte of the layer that it names by its depth. */
export interface ReportedLayer {
  /** The state that the layer has. */
  readonly state: ColumnState;
  /** The state that the extent reports; absent for an extent without its fields. */
  readonly reportedState?: ColumnState;
}

/**
 * What an extent reports about a guest byte of a chain. With a depth below the deciding layer it reports that the deciding layer
 * is unallocated.
 */
export function reportedLayerAt(extent: ReadExtent, chain: Recipe, at: bigint): ReportedLayer {
  const column = columnAt(chain, at);
  const depth = extent.depth ?? column.length - 1;
  if (depth >= column.length) return { state: decidingStateOf(column), reportedState: 'unallocated' };
  const state = depth < column.length - 1 ? column[depth]! : decidingStateOf(column);
  const reportedState = stateIn(extent);
  return reportedState === undefined ? { state } : { state, reportedState };
}

/** Whether an extent names a layer below the one that decides at a guest byte, or none, and reports another state than that layer has. */
export function namesOtherBelow(extent: ReadExtent, chain: Recipe, at: bigint): boolean {
  const { depth = 0 } = extent;
  const reportedState = stateIn(extent);
  if (depth < columnAt(chain, at).length || reportedState === undefined) return false;
  const named = chain.layers.at(-1 - depth);
  return named === undefined || !isReportedAs(stateAt(named, at), reportedState);
}

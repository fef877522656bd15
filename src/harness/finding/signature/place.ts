import { type ColumnState, columnAt, decidingStateOf } from '../../../../generators/recipe/cells/column.ts';
import { mappedChain } from '../../../../generators/recipe/query/mapped-chain.ts';
import type { Case, Recipe } from '../../../../generators/recipe/recipe.ts';
import { requestsContext } from '../../parties/oracle/nbd/nbd-query.ts';
import type { Verdict } from '../../verdict/judge.ts';

/** Guest offset (bytes) of the first difference; undefined when it has no place, as in a refusal. */
export function placeOf(verdict: Verdict): bigint | undefined {
  if (!('difference' in verdict)) return undefined;
  return 'at' in verdict.difference ? verdict.difference.at : undefined;
}

/** The layers that the one query of a case maps. */
export function chainOf({ recipe, queries }: Case): Recipe {
  return mappedChain(recipe, queries[0] ?? []);
}

/**
 * The state that decides at the first differing byte; undefined when the difference has no place. In a context of NBD a layer
 * that has ended owns the bytes past its end.
 */
export function decidingState(verdict: Verdict, value: Case): ColumnState | undefined {
  const column = decidingColumn(verdict, value);
  if (column === undefined) return undefined;
  return column.at(-1) === 'end' && requestsContext(value.queries[0] ?? []) ? 'end' : decidingStateOf(column);
}

/** The column at the first differing byte; undefined when the difference has no place. */
function decidingColumn(verdict: Verdict, value: Case): ColumnState[] | undefined {
  const at = placeOf(verdict);
  return at === undefined ? undefined : columnAt(chainOf(value), at);
}

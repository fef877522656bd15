import { type ColumnState, writtenAt } from '../../../../generators/recipe/cells/column.ts';
import type { Recipe } from '../../../../generators/recipe/recipe.ts';
import type { LayerExplanation } from '../../../map/index.ts';

/**
 * What a recipe says of an explained layer at a guest offset (bytes): `written as zero-plain`, marked with `≠` where our code reads
 * another state from the tables. Undefined for a layer that is not of the recipe.
 */
export function writtenLine({ layers }: Recipe, explained: LayerExplanation, at: bigint): string | undefined {
  const layer = layers.find(({ name }) => name === explained.name);
  if (layer === undefined) return undefined;
  const state = writtenAt(layer, at);
  if (layer.edits !== undefined && layer.edits.length > 0) return `written as ${state}, before its edits`;
  const read = stateRead(explained);
  const differs = read !== undefined && inTables(state) !== inTables(read);
  return `${differs ? '≠ ' : ''}written as ${state}`;
}

/** The state that our code reads; undefined if it says none, as for raw data that is encrypted. */
function stateRead({ answer, lookup }: LayerExplanation): string | undefined {
  if (answer === 'past-end') return 'end';
  if (lookup !== undefined) return lookup.state;
  return { data: 'data', zeros: 'hole' }[answer as string];
}

/** The states of cells that `explain` calls by the words of a format. */
const cellStates: ReadonlyMap<string, ColumnState> = new Map([
  ['invalid', 'illegal'],
  ['zero', 'zero-plain'],
  ['unmapped', 'zero-allocated'],
  ['not present', 'unallocated'],
  ['undefined', 'reserved'],
  ['partially present', 'illegal'],
  ['fully present', 'data'],
]);

/** A state as the tables have it: whether the host has stored the data is not in them. */
function inTables(state: ColumnState | string): string {
  return state === 'data-hole' ? 'data' : (cellStates.get(state) ?? state);
}

import { joinRuns } from '../../../../../generators/recipe/cells/cell-row.ts';
import type { CellState, Qcow2Layer, Recipe } from '../../../../../generators/recipe/recipe.ts';

/** The name of the top. A top of another format has the same name with another ending. */
export const top = 'top.qcow2';

/** The states of clusters, plainest first. */
export const states: readonly CellState[] = [
  'unallocated',
  'data',
  'zero-plain',
  'zero-allocated',
  'data-hole',
  'compressed',
];

/** The name of the base. */
export const lower = 'base.qcow2';
export const unallocated: CellState = 'unallocated';

/** The size of a cluster, in bytes. */
export const unit = 65536;

/** A layer with these clusters. */
export function layerOf(row: readonly CellState[], name: string): Qcow2Layer {
  return {
    format: 'qcow2',
    version: 3,
    name,
    unit,
    cells: joinRuns(row.map(state => ({ state, count: 1 }))),
  };
}

/** One cluster of a layer alone. */
export function chainOf(row: readonly CellState[], features: Partial<Qcow2Layer> = {}): Recipe {
  return { layers: [{ ...layerOf(row, top), ...features }] };
}

import { joinRuns } from '../../../generators/recipe/cell-row.ts';
import type { Case, CellState, Layer, Recipe } from '../../../generators/recipe/recipe.ts';
import { plainQuery, smallestWindows } from './plain-query.ts';

/** What a cluster of the smallest chains may be, plainest first. */
const states: readonly CellState[] = [
  'unallocated',
  'data',
  'zero-plain',
  'zero-allocated',
  'data-hole',
  'compressed',
];

/**
 * The smallest chains there are, in a fixed order: one cluster, two clusters of one layer, one cluster of two layers; asked
 * plainly in the kind of output that the case asks for, then in the smallest windows, where it asks for one. Most faults show
 * in one of them, and the first that shows a fault is then the same wherever the fault was met.
 */
export function* smallestCases({ queries }: Case): Generator<Case> {
  const [query = []] = queries;
  for (const asked of [plainQuery(query, 'top.qcow2'), ...smallestWindows(query, 'top.qcow2')]) {
    for (const recipe of smallestChains()) yield { notes: [], recipe, queries: [asked] };
  }
}

function* smallestChains(): Generator<Recipe> {
  const chain = (...rows: CellState[][]): Recipe => ({
    layers: rows.map((row, index) => layer(row, rows.length - 1 - index)),
  });
  for (const state of states) yield chain([state]);
  for (const right of states) {
    for (const left of states) if (left !== right) yield chain([left, right]);
  }
  for (const top of states) {
    for (const base of states) yield chain([base], [top]);
  }
}

function layer(row: readonly CellState[], depth: number): Layer {
  const cells = joinRuns(row.map(state => ({ state, count: 1 })));
  return { format: 'qcow2', version: 3, name: depth === 0 ? 'top.qcow2' : 'base.qcow2', unit: 65536, cells };
}
